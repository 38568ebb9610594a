using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Remote;

/// <summary>A connection whose first bytes from the other side are kept: they say who listens there if it is no BuildKit.</summary>
internal sealed class SniffedStream(Stream connection) : ForwardStream
{
    private const int Most = 16;
    private const byte TlsAlert = 0x15;
    private const byte TlsVersion = 3;

    private readonly byte[] _first = new byte[Most];
    private int _length;

    /// <summary>Whether the connection ended before anything came.</summary>
    public bool SawNothing => _length == 0;

    /// <summary>Whether a server of HTTP/1 answered.</summary>
    public bool SawHttp1 => First.StartsWith("HTTP/"u8);

    /// <summary>Why the connection failed, as what is between here and there knows it; null if it did not.</summary>
    public HarpoonException? Failure { get; private set; }

    /// <summary>Whether a server answered that wants TLS.</summary>
    public bool SawTls => First is [TlsAlert, TlsVersion, ..];

    public override bool CanRead => true;

    public override bool CanWrite => true;

    private ReadOnlySpan<byte> First => _first.AsSpan(0, _length);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await ReadOnceAsync(buffer, cancellationToken);
        var kept = Math.Min(count, Most - _length);
        buffer.Span[..kept].CopyTo(_first.AsSpan(_length));
        _length += kept;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        connection.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    /// <summary>An HTTP client does not repeat what a connection failed with.</summary>
    private async ValueTask<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ReadAsync(buffer, cancellationToken);
        }
        catch (HarpoonException e)
        {
            Failure = e;
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }
}
