using System.Buffers;
using System.Globalization;

namespace Harpoon.Engine.Client.Http;

/// <summary>A body in chunks. A chunk that was taken is not looked at again: where there are many, that would take the square of their number.</summary>
/// <param name="start">Where the first one starts.</param>
internal sealed class EngineHttpChunks(int start)
{
    private readonly ArrayBufferWriter<byte> _body = new();

    /// <summary>Where the next chunk starts; once the body is whole, where it ends.</summary>
    public int Position { get; private set; } = start;

    /// <summary>Takes the chunks that have come: the body, or null where it is not whole yet.</summary>
    /// <exception cref="IOException">They are none.</exception>
    public ReadOnlyMemory<byte>? Take(ReadOnlySpan<byte> bytes)
    {
        var cursor = new EngineHttpCursor(bytes, Position);
        while (cursor.Line() is { } head)
        {
            var size = SizeOf(head);
            if (size == 0)
            {
                return TakeEnd(ref cursor);
            }

            if (!cursor.TryTake(size, out var chunk) || cursor.Line() is null)
            {
                return null;
            }

            _body.Write(chunk);
            Position = cursor.Position;
        }

        return null;
    }

    /// <summary>A chunk's size in bytes, by the line before it.</summary>
    /// <exception cref="IOException">That line is none.</exception>
    public static int SizeOf(string line)
    {
        var size = line.AsSpan();
        var extension = size.IndexOf(';');
        return EngineHttpText.Number(extension < 0 ? size : size[..extension], NumberStyles.HexNumber);
    }

    private ReadOnlyMemory<byte>? TakeEnd(ref EngineHttpCursor cursor)
    {
        if (cursor.Headers() is null)
        {
            return null;
        }

        Position = cursor.Position;
        return _body.WrittenMemory;
    }
}
