using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Sessions;

/// <summary>The bytes that the messages of a call carry, both ways.</summary>
internal sealed class ControlStream(HttpMessageInvoker client, Stream request, Stream response, OpenContent content) : Stream
{
    private readonly GrpcMessageReader _reader = new(response.ReadAsync);
    private readonly GrpcMessageWriter _writer = new(request.WriteAsync);
    private ReadOnlyMemory<byte> _left;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_left.IsEmpty)
        {
            if (await NextAsync(cancellationToken) is not { } message)
            {
                return 0;
            }

            _left = BytesMessage.DataOf(message.Span).ToArray();
        }

        var length = Math.Min(buffer.Length, _left.Length);
        _left[..length].CopyTo(buffer);
        _left = _left[length..];
        return length;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await _writer.WriteAsync(BytesMessage.Of(buffer.Span), cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => request.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Close();
            _writer.Dispose();
            client.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(cancellationToken);
        }
        catch (RpcException e)
        {
            throw new BuildKitException(BuildKitFailure.MalformedMessage, $"The call that carries the session can't be read: {e.Message}", e);
        }
    }
}
