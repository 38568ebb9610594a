using System.Buffers;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Content;

/// <summary>Sends content, or a part of it.</summary>
internal sealed class ReadContentMethod(ContentStores stores) : IRpcMethod
{
    private const int PieceSize = 256 << 10;
    private const int ResponseOffset = 1;
    private const int ResponseData = 2;

    /// <inheritdoc/>
    public string Name => ContentStores.Service + "Read";

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        if (await call.ReadAsync(cancellationToken) is not { } message)
        {
            throw new RpcException(RpcStatus.Internal, $"{Name} was called without a message.");
        }

        var request = ContentRequest.Read(message.Span);
        var file = ContentStores.Find(stores.Of(call), request.Digest);
        var start = Math.Max(request.Offset, 0);
        if (start > file.Length)
        {
            throw new RpcException(RpcStatus.OutOfRange, $"{request.Digest} has {file.Length} bytes");
        }

        var size = request.Size > 0 ? Math.Min(request.Size, file.Length - start) : file.Length - start;
        await using var content = file.OpenRead();
        content.Position = start;
        await SendAsync(call, content, start, size, cancellationToken);
    }

    private static async Task SendAsync(IRpcCall call, FileStream content, long offset, long left, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        var response = new ArrayBufferWriter<byte>(PieceSize);
        try
        {
            while (left > 0 && await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, PieceSize)), cancellationToken) is var length and > 0)
            {
                response.ResetWrittenCount();
                var writer = new ProtoWriter(response);
                writer.Write(ResponseOffset, offset);
                writer.Write(ResponseData, buffer.AsSpan(0, length));
                await call.WriteAsync(response.WrittenMemory, cancellationToken);
                offset += length;
                left -= length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
