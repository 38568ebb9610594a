using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Exports;

/// <summary>The bytes that the messages of a call carry, up to its last.</summary>
internal sealed class MessageStream(IRpcCall call) : Stream
{
    // A part of the call's own buffer, which is valid until its next message is read.
    private ReadOnlyMemory<byte> _left;

    public override bool CanRead => true;

    public override bool CanWrite => false;

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

            _left = BytesMessage.PartOf(message);
        }

        var length = Math.Min(buffer.Length, _left.Length);
        _left[..length].CopyTo(buffer);
        _left = _left[length..];
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await call.ReadAsync(cancellationToken);
        }
        catch (RpcException e)
        {
            throw new BuildKitException(BuildKitFailure.MalformedMessage, $"The output of the build can't be read: {e.Message}", e);
        }
    }
}
