using System.Buffers.Binary;
using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Remote.Transports;

/// <summary>The input and output of a command in a container. What it writes comes in frames, of which those of its standard error are words about a failure.</summary>
/// <param name="connection">What the engine upgraded.</param>
/// <param name="failed">Makes an error of the words of a command that ended before it wrote anything.</param>
/// <remarks>https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach</remarks>
internal sealed class ExecStream(Stream connection, Func<string, Task<HarpoonException>> failed) : ForwardStream
{
    private const int HeaderSize = 8;
    private const int StandardError = 2;
    private const int MostWords = 8_000;

    private readonly byte[] _header = new byte[HeaderSize];
    private readonly StringBuilder _words = new();
    private readonly byte[] _start = new byte[1];
    private int _left;
    private bool _hasStart;
    private bool _hasRead;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_left == 0 && !_hasStart && !buffer.IsEmpty)
        {
            if (await connection.ReadAtLeastAsync(_header, HeaderSize, throwOnEndOfStream: false, cancellationToken) < HeaderSize)
            {
                return _hasRead ? 0 : throw await failed(_words.ToString());
            }

            var length = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(4));
            if (length < 0)
            {
                throw new IOException("The engine sent a frame without an end.");
            }

            if (_header[0] == StandardError)
            {
                await ReadWordsAsync(length, cancellationToken);
            }
            else if (_hasRead || length == 0)
            {
                _left = length;
            }
            else
            {
                await StartAsync(length, cancellationToken);
            }
        }

        if (_hasStart)
        {
            _hasStart = false;
            buffer.Span[0] = _start[0];
            return 1;
        }

        var count = await connection.ReadAsync(buffer[..Math.Min(_left, buffer.Length)], cancellationToken);
        _left -= count;
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

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads the first byte. An engine that can't start the command says so in place of its output, in words, with which HTTP/2 does not begin.</summary>
    private async Task StartAsync(int length, CancellationToken cancellationToken)
    {
        await connection.ReadExactlyAsync(_start, cancellationToken);
        if (_start[0] >= ' ')
        {
            _words.Append((char)_start[0]);
            await ReadWordsAsync(length - 1, cancellationToken);
            throw await failed(_words.ToString());
        }

        _hasRead = _hasStart = true;
        _left = length - 1;
    }

    private async Task ReadWordsAsync(int length, CancellationToken cancellationToken)
    {
        var piece = new byte[1_024];
        for (var left = length; left > 0;)
        {
            var count = await connection.ReadAsync(piece.AsMemory(0, Math.Min(left, piece.Length)), cancellationToken);
            if (count == 0)
            {
                return;
            }

            left -= count;
            if (_words.Length < MostWords)
            {
                _words.Append(Encoding.UTF8.GetString(piece, 0, count));
            }
        }
    }
}
