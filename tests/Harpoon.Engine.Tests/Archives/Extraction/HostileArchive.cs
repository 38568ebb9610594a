using System.Formats.Tar;
using System.Text;

namespace Harpoon.Engine.Tests.Archives.Extraction;

/// <summary>An archive as no honest container would make it.</summary>
internal sealed class HostileArchive
{
    private readonly List<TarEntry> _entries = [];

    public HostileArchive File(string name, string text = "hostile", UnixFileMode mode = (UnixFileMode)0b_110_100_100) =>
        Add(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)), Mode = mode });

    public HostileArchive Folder(string name, UnixFileMode mode = (UnixFileMode)0b_111_101_101) =>
        Add(new PaxTarEntry(TarEntryType.Directory, name) { Mode = mode });

    public HostileArchive Link(string name, string target) => Add(new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target });

    public HostileArchive HardLink(string name, string target) => Add(new PaxTarEntry(TarEntryType.HardLink, name) { LinkName = target });

    public HostileArchive Add(TarEntry entry)
    {
        _entries.Add(entry);
        return this;
    }

    public MemoryStream ToStream()
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            _entries.ForEach(writer.WriteEntry);
        }

        tar.Position = 0;
        return tar;
    }

    public override string ToString() => string.Join(", ", _entries.Select(entry => $"{entry.EntryType} {entry.Name} {entry.LinkName}"));
}
