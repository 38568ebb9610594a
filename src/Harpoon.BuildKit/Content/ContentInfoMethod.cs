using System.Buffers;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Content;

/// <summary>Says how large a content is.</summary>
internal sealed class ContentInfoMethod(ContentStores stores) : IRpcMethod
{
    private const int ResponseInfo = 1;
    private const int InfoDigest = 1;
    private const int InfoSize = 2;

    /// <inheritdoc/>
    public string Name => ContentStores.Service + "Info";

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        if (await call.ReadAsync(cancellationToken) is not { } message)
        {
            throw new RpcException(RpcStatus.Internal, $"{Name} was called without a message.");
        }

        var digest = ContentRequest.Read(message.Span).Digest;
        await call.WriteAsync(Response(digest, ContentStores.Find(stores.Of(call), digest).Length), cancellationToken);
    }

    private static ReadOnlyMemory<byte> Response(string digest, long size)
    {
        var info = new ArrayBufferWriter<byte>();
        var writer = new ProtoWriter(info);
        writer.Write(InfoDigest, digest);
        writer.Write(InfoSize, size);
        var response = new ArrayBufferWriter<byte>();
        new ProtoWriter(response).WriteAlways(ResponseInfo, info.WrittenSpan);
        return response.WrittenMemory;
    }
}
