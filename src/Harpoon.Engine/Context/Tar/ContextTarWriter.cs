using System.Text;
using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Diagnostics;
using ICSharpCode.SharpZipLib.Tar;

namespace Harpoon.Engine.Context.Tar;

/// <summary>Writes a context's entries as a tar, one after the other, a piece of a file at a time.</summary>
internal sealed class ContextTarWriter(Stream output, UnsettledFiles unsettled, CancellationToken cancellationToken)
{
    private const int PieceSize = 128 * 1024;

    /// <summary>UTF-8 throughout, as Linux wants it.</summary>
    private static readonly UTF8Encoding Names = new(encoderShouldEmitUTF8Identifier: false);

    private readonly byte[] _piece = new byte[PieceSize];

    /// <summary>Writes all of them and ends the archive.</summary>
    /// <exception cref="HarpoonException">HRP2102, HRP2104, HRP2105: a file can't be read, changes meanwhile, or is gone.</exception>
    public void Write(IEnumerable<ContextEntry> entries)
    {
        using var tar = new TarOutputStream(output, Names) { IsStreamOwner = false };
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(tar, entry);
        }
    }

    private void Write(TarOutputStream tar, ContextEntry entry)
    {
        if (entry.LinkTarget is { } target)
        {
            WriteLongLink(tar, target);
        }

        if (entry.Status.Kind == ContextEntryKind.File && entry.SourcePath is { } source)
        {
            WriteFile(tar, entry, source);
            return;
        }

        tar.PutNextEntry(TarEntryHeader.Of(entry, entry.Content.Length));
        tar.Write(entry.Content.Span);
        tar.CloseEntry();
    }

    private static void WriteLongLink(TarOutputStream tar, string target)
    {
        var bytes = Names.GetBytes(target + "\0");
        if (bytes.Length > TarHeader.NAMELEN)
        {
            tar.PutNextEntry(TarEntryHeader.OfLongLink(bytes.Length));
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
