using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Diagnostics;
using ICSharpCode.SharpZipLib.Tar;

namespace Harpoon.Engine.Context.Tar;

/// <summary>Writes a context's entries as a tar, one after the other, a piece of a file at a time.</summary>
internal sealed class ContextTarWriter(Stream output, UnsettledFiles unsettled, CancellationToken cancellationToken)
{
    private const int PieceSize = 128 * 1024;

    private readonly byte[] _piece = new byte[PieceSize];

    /// <summary>Writes all of them and ends the archive.</summary>
    /// <exception cref="HarpoonException">HRP2102, HRP2104, HRP2105: a file can't be read, changes meanwhile, or is gone.</exception>
    public void Write(IEnumerable<ContextEntry> entries)
    {
        // Closed at the end and nowhere else: closing in the middle of an entry throws, and would hide why.
        var tar = new TarOutputStream(output, TarText.Encoding) { IsStreamOwner = false };
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(tar, entry);
        }

        tar.Close();
    }

    private void Write(TarOutputStream tar, ContextEntry entry)
    {
        WriteLong(tar, TarHeader.LF_GNU_LONGLINK, entry.LinkTarget ?? string.Empty);
        WriteLong(tar, TarHeader.LF_GNU_LONGNAME, TarEntryHeader.NameOf(entry));
        if (entry.Status.Kind == ContextEntryKind.File && entry.SourcePath is { } source)
        {
            WriteFile(tar, entry, source);
            return;
        }

        tar.PutNextEntry(TarEntryHeader.Of(entry, entry.Content.Length));
        tar.Write(entry.Content.Span);
        tar.CloseEntry();
    }

    private static void WriteLong(TarOutputStream tar, byte type, string text)
    {
        if (TarText.LongBytes(text) is { } bytes)
        {
            tar.PutNextEntry(TarEntryHeader.OfLong(type, bytes.Length));
            tar.Write(bytes);
            tar.CloseEntry();
        }
    }

    /// <summary>Opens first, so that a header is only written for what can be read. The size is the one it has then; the scan may be older.</summary>
    private void WriteFile(TarOutputStream tar, ContextEntry entry, string source)
    {
        using var file = SourceFile.Open(source);
        using var watch = unsettled.Watch(entry);
        tar.PutNextEntry(TarEntryHeader.Of(entry, file.Length));
        for (var left = file.Length; left > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = _piece.AsSpan(0, (int)Math.Min(left, PieceSize));
            file.Fill(piece);
            watch?.Append(piece);
            tar.Write(piece);
            left -= piece.Length;
        }

        file.ExpectEnd();
        tar.CloseEntry();
    }
}
