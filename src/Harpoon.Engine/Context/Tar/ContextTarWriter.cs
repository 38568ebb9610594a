using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine.Files;
using ICSharpCode.SharpZipLib.Tar;

namespace Harpoon.Engine.Context.Tar;

/// <summary>Writes a context's entries as a tar, one after the other, a piece of a file at a time.</summary>
internal sealed class ContextTarWriter(Stream output, RacyFiles unsettled, CancellationToken cancellationToken)
{
    private const int PieceSize = 128 * 1024;

    private readonly byte[] _piece = new byte[PieceSize];
    private bool _hasStarted;
    private readonly Dictionary<(ulong Device, ulong Inode), string> _sent = [];

    /// <summary>Writes all of them and ends the archive.</summary>
    /// <exception cref="HarpoonException">HRP2102, HRP2105: a file can't be read, or is gone.</exception>
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
        var first = FirstName(entry);
        WriteLong(tar, TarHeader.LF_GNU_LONGLINK, first ?? entry.LinkTarget ?? string.Empty);
        WriteLong(tar, TarHeader.LF_GNU_LONGNAME, TarEntryHeader.NameOf(entry));
        WriteCapability(tar, entry);
        if (first is not null)
        {
            tar.PutNextEntry(TarEntryHeader.OfName(entry, first));
            tar.CloseEntry();
        }
        else if (entry.Status.Kind == EntryKind.File && entry.SourcePath is { } source)
        {
            WriteFile(tar, entry, source);
        }
        else
        {
            tar.PutNextEntry(TarEntryHeader.Of(entry, entry.Content.Length));
            tar.Write(entry.Content.Span);
            tar.CloseEntry();
        }

        _hasStarted = true;
    }

    /// <summary>The name under which an entry was sent that has several; null for the first of them, and for what has one.</summary>
    private string? FirstName(ContextEntry entry)
    {
        var status = entry.Status;
        return status.Kind == EntryKind.Folder || status.Names < 2 || _sent.TryAdd((status.Device, status.Inode), entry.Path)
            ? null
            : _sent[(status.Device, status.Inode)];
    }

    /// <summary>What a program may do is all that the docker CLI sends of extended attributes here. Never before the first entry: see <see cref="TarEntryHeader"/>.</summary>
    private void WriteCapability(TarOutputStream tar, ContextEntry entry)
    {
        if (_hasStarted && entry.ExtendedAttributes.TryGetValue(PaxRecord.Capability, out var value))
        {
            var record = PaxRecord.OfAttribute(PaxRecord.Capability, value.Span);
            tar.PutNextEntry(TarEntryHeader.OfExtended(record.Length));
            tar.Write(record);
            tar.CloseEntry();
        }
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
            var length = file.Read(piece);
            if (length == 0)
            {
                // It shrank: zeros take the place of what is gone, as in GNU tar.
                piece.Clear();
                length = piece.Length;
            }

            watch?.Append(piece[..length]);
            tar.Write(piece[..length]);
            left -= length;
        }

        tar.CloseEntry();
    }
}
