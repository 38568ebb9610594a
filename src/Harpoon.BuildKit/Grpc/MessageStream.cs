using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Grpc;

/// <summary>The bytes that the messages of a call carry, up to its last. One that is written to is derived from it.</summary>
/// <param name="read">Reads the next message, which is valid until the one after it is read.</param>
/// <param name="what">What is carried, for errors.</param>
internal class MessageStream(Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>?>> read, string what) : Stream
{
    // A part of the call's own buffer.
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
            return await read(cancellationToken);
        }
        catch (RpcException e)
        {
            throw new BuildKitException(BuildKitFailure.MalformedMessage, $"{what} can't be read: {e.Message}", e);
        }
    }
}
