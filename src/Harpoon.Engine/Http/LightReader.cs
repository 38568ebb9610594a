using System.Globalization;
using System.Text;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Http;

/// <summary>Reads lines, counted bytes and chunks off a stream, with one buffer.</summary>
internal sealed class LightReader(Stream stream)
{
    private const int LongestLine = 64 * 1024;

    private readonly byte[] buffer = new byte[LongestLine];
    private int start;
    private int end;

    /// <summary>Whether another byte is there or comes; false at the end.</summary>
    public async ValueTask<bool> MoreAsync(CancellationToken cancellationToken)
    {
        if (start < end)
        {
            return true;
        }

        start = 0;
        end = await stream.ReadAsync(buffer, cancellationToken);
        return end > 0;
    }

    /// <summary>A line without its line break.</summary>
    public async ValueTask<string> LineAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) < 0)
        {
            await FillAsync(cancellationToken);
        }

        var line = Encoding.Latin1.GetString(buffer, start, length);
        start += length + 1;
        return line.TrimEnd('\r');
    }

    /// <summary>So many bytes.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> BytesAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await CopyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <summary>A chunked body, whole, with its trailers dropped.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (SizeOf(await LineAsync(cancellationToken)) is > 0 and var size)
        {
            body.Write((await BytesAsync(size, cancellationToken)).Span);
            await LineAsync(cancellationToken);
        }

        while ((await LineAsync(cancellationToken)).Length > 0)
        {
        }

        return body.ToArray();
    }

    /// <summary>All until the end of the stream.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> RestAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (await MoreAsync(cancellationToken))
        {
            body.Write(buffer.AsSpan(start, end - start));
            start = end;
        }

        return body.ToArray();
    }

    /// <summary>A number in the head of a message or of a chunk.</summary>
    /// <exception cref="IOException">It is none.</exception>
    public static int Number(ReadOnlySpan<char> text, NumberStyles styles) =>
        int.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new IOException(DiagnosticTexts.Format("Said.NotHttp"));

    /// <summary>The bytes that were read off the stream and not asked for yet.</summary>
    public ReadOnlyMemory<byte> TakeBuffered()
    {
        var buffered = buffer.AsMemory(start, end - start);
        start = end;
        return buffered;
    }

    private static int SizeOf(string line)
    {
        var size = line.AsSpan();
        var extension = size.IndexOf(';');
        return Number(extension < 0 ? size : size[..extension], NumberStyles.HexNumber);
    }

    private async ValueTask CopyAsync(Memory<byte> bytes, CancellationToken cancellationToken)
    {
        var buffered = Math.Min(bytes.Length, end - start);
        buffer.AsSpan(start, buffered).CopyTo(bytes.Span);
        start += buffered;
        await stream.ReadExactlyAsync(bytes[buffered..], cancellationToken);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var read = end < buffer.Length ? await stream.ReadAsync(buffer.AsMemory(end), cancellationToken) : 0;
        end += read > 0 ? read : throw new IOException(DiagnosticTexts.Format(end < buffer.Length ? "Said.CutShort" : "Said.NotHttp"));
    }
}
