namespace Harpoon.Fuzz.Streams;

/// <summary>The other side: sends an input in pieces, whose sizes follow from the input, and keeps what it is sent.</summary>
internal sealed class InputStream(ReadOnlyMemory<byte> input) : Stream
{
    private const int LastTurns = 30;

    private readonly Random _sizes = new(Sum(input.Span));
    private readonly Lock _gate = new();
    private readonly MemoryStream _sent = new();
    private ReadOnlyMemory<byte> _rest = input;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>What was written to it.</summary>
    public byte[] Sent
    {
        get
        {
            lock (_gate)
            {
                return _sent.ToArray();
            }
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var most = _sizes.Next(4) == 0 ? _sizes.Next(1, 20) : _sizes.Next(1, 20_000);
        var length = Math.Min(Math.Min(most, buffer.Length), _rest.Length);
        _rest.Span[..length].CopyTo(buffer);
        _rest = _rest[length..];
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Lets those speak who answer what came before, and more so before the end.
        for (var turns = _rest.IsEmpty ? LastTurns : 1; turns > 0; turns--)
        {
            await Task.Yield();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Read(buffer.Span);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            _sent.Write(buffer);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static int Sum(ReadOnlySpan<byte> input)
    {
        var sum = input.Length;
        foreach (var octet in input)
        {
            sum = unchecked((sum * 31) + octet);
        }

        return sum;
    }
}
