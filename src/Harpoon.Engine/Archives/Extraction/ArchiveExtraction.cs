using System.Collections.Immutable;
using System.Formats.Tar;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Archives.Extraction;

/// <summary>
/// Writes an archive's entries below a folder, a piece of a file at a time. What comes out of a container or an image is not to be trusted: a program in it
/// may have made links to anywhere.
/// </summary>
/// <remarks>Read by .NET's own tar reader: SharpZipLib passes over long link targets, devices and pipes silently.</remarks>
internal sealed class ArchiveExtraction(ExtractionTarget target, IReport report, CancellationToken cancellationToken)
{
    private const int BufferSize = 256 * 1024;
    private const int PieceSize = 128 * 1024;

    private readonly ConfinedFolder _folder = new(target.Folder);
    private readonly List<EntryAttributes> _folders = [];
    private readonly List<PendingLink> _links = [];
    private readonly ImmutableArray<ExtractedFile>.Builder _files = ImmutableArray.CreateBuilder<ExtractedFile>();
    private readonly SkippedEntries _skipped = new(warning => report.Warning(target.Place(warning)));
    private readonly byte[] _piece = new byte[PieceSize];

    /// <summary>The files written so far, also where the rest could not be.</summary>
    public ImmutableArray<ExtractedFile> Files => _files.ToImmutable();

    /// <summary>The folders written so far, with what they are to keep: the deepest first, since what is done in a folder changes its time.</summary>
    public IEnumerable<EntryAttributes> Folders => Enumerable.Reverse(_folders);

    /// <summary>Whether something is wrong with an archive that was read. The last five are a tar reader's: for numbers that are none or too large, and for sparse files.</summary>
    public static bool IsOfArchive(Exception e) =>
        e is IOException or InvalidDataException or HttpRequestException or FormatException or ArgumentException
            or OverflowException or InvalidOperationException or NotSupportedException;

    /// <summary>Writes all entries.</summary>
    /// <inheritdoc cref="WriteAsync(Stream)"/>
    public async Task ExtractAsync(Stream tar)
    {
        await WriteAsync(tar);

        // A folder may forbid to be written into.
        foreach (var attributes in Folders)
        {
            attributes.ApplyToFolder();
        }
    }

    /// <summary>Writes all entries, and leaves the folders open to be written into.</summary>
    /// <exception cref="HarpoonException">HRP4074, HRP4075: an entry would be written elsewhere; HRP4076: one can't be written.</exception>
    /// <exception cref="InvalidDataException">It is no tar.</exception>
    /// <exception cref="IOException">It is cut short.</exception>
    public async Task WriteAsync(Stream tar)
    {
        // The headers are read in small pieces, and each read of the engine's answer is watched.
        await using var buffered = new BufferedStream(tar, BufferSize);
        await using var guarded = new TarGuard(buffered);
        await using var reader = new TarReader(guarded, leaveOpen: true);
        try
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                await ExtractAsync(entry);
            }
        }
        finally
        {
            _skipped.Report();
        }

        foreach (var link in _links)
        {
            Make(link);
        }
    }

    private async Task ExtractAsync(TarEntry entry)
    {
        if (entry.EntryType != TarEntryType.GlobalExtendedAttributes && NameOf(entry.Name) is { IsEscaped: true } escaped)
        {
            Warn(Diagnostic.Of("HRP2120", escaped.Original));
        }

        switch (entry.EntryType)
        {
            case TarEntryType.GlobalExtendedAttributes:
                break;
            case TarEntryType.Directory:
                MakeFolder(entry, NameOf(entry.Name));
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                await WriteAsync(entry, NameOf(entry.Name), entry.DataStream ?? Stream.Null);
                break;
            case TarEntryType.HardLink:
                await CopyAsync(entry);
                break;
            case TarEntryType.SymbolicLink:
                Keep(entry);
                break;
            default:
                _skipped.AddOther(entry.Name, KindOf(entry.EntryType));
                break;
        }
    }

    private EntryName NameOf(string name) => EntryName.Read(name, target.Name);

    private void MakeFolder(TarEntry entry, EntryName name)
    {
        var path = _folder.MakeFolder(name);
        // The folder that the user named is the user's: its permissions stay.
        if (!name.Parts.IsEmpty)
        {
            _folders.Add(EntryAttributes.Of(entry, path));
        }
    }

    private async Task WriteAsync(TarEntry entry, EntryName name, Stream content)
    {
        if (_folder.MakeRoom(name) is not { } path)
        {
            Warn(Diagnostic.Of("HRP2121", name.Original));
            return;
        }

        await using (var file = LocalWrite.NewFile(path))
        {
            int length;
            while ((length = await content.ReadAsync(_piece, cancellationToken)) > 0)
            {
                LocalWrite.Guard(path, () => file.Write(_piece, 0, length));
            }
        }

        EntryAttributes.Of(entry, path).ApplyToFile();
        _files.Add(new ExtractedFile(path, name.Parts));
    }

    /// <summary>Another name of a file becomes a copy of it, so that it never is another name of a file that was there before.</summary>
    private async Task CopyAsync(TarEntry entry)
    {
        var name = NameOf(entry.Name);
        if (_folder.FindFile(NameOf(entry.LinkName)) is not { } original)
        {
            _skipped.AddOther(entry.Name, KindOf(entry.EntryType));
            return;
        }

        await using var content = LocalWrite.Guard(original, () => File.OpenRead(original));
        await WriteAsync(entry, name, content);
    }

    private void Keep(TarEntry entry)
    {
        var name = NameOf(entry.Name);
        if (LinkTarget.StaysInside(entry.LinkName, name.Parts.Length - 1))
        {
            _links.Add(new PendingLink(name, entry.LinkName));
        }
        else
        {
            _skipped.AddLink(entry.Name, entry.LinkName);
        }
    }

    private void Make(PendingLink link)
    {
        if (_folder.MakeRoom(link.Name) is { } path)
        {
            LocalWrite.Guard(path, () => File.CreateSymbolicLink(path, RawNames.Escaped(link.Target)));
        }
        else
        {
            Warn(Diagnostic.Of("HRP2121", link.Name.Original));
        }
    }

    private void Warn(Diagnostic warning) => report.Warning(target.Place(warning));

    private static string KindOf(TarEntryType type) => type switch
    {
        TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "device",
        TarEntryType.Fifo => "named pipe",
        TarEntryType.HardLink => "hard link to a skipped entry",
        _ => $"tar entry of type {type}",
    };
}
