using System.Runtime.Versioning;
using CsCheck;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Archives.Extraction;

[UnsupportedOSPlatform("windows")]
public sealed class RandomArchiveTests
{
    private static readonly Gen<string> Name = Gen.OneOfConst("a", "b", "c").Array[1, 3].Select(parts => "r/" + string.Join('/', parts));
    private static readonly Gen<string> Target = Gen.OneOfConst("a", "b", "c", ".", "..", "..", "..").Array[1, 5].Select(parts => string.Join('/', parts));
    private static readonly Gen<string> AnyName = Gen.Frequency((30, Name), (1, Target), (1, Target.Select(path => "/" + path)));
    private static readonly Gen<string> AnyTarget = Gen.Frequency((9, Target), (1, Target.Select(path => "/" + path)));

    /// <summary>Two archives, one after the other, so that the second meets what the first left.</summary>
    [Fact]
    public Task Whatever_comes_in_whatever_order_nothing_is_written_outside_and_no_link_leads_there()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        return Gen.Select(Gen.Int[0, 3], AnyName, AnyTarget, (kind, name, target) => (kind, name, target)).Array[1, 8].Array[2, 2]
            .SampleAsync(CheckAsync, iter: 1_000, threads: 1);
    }

    private static async Task CheckAsync((int Kind, string Name, string Target)[][] archives)
    {
        using var place = new TemporaryFolder();
        var destination = Directory.CreateDirectory(System.IO.Path.Combine(place.Path, "in", "destination")).FullName;
        await File.WriteAllTextAsync(System.IO.Path.Combine(place.Path, "a"), "untouched");
        foreach (var entries in archives)
        {
            await ExtractAsync(entries, destination);
        }

        Assert.Equal(2, Directory.GetFileSystemEntries(place.Path).Length);
        Assert.Single(Directory.GetFileSystemEntries(System.IO.Path.Combine(place.Path, "in")));
        Assert.Equal("untouched", await File.ReadAllTextAsync(System.IO.Path.Combine(place.Path, "a")));
        foreach (var link in LinksBelow(new DirectoryInfo(destination)))
        {
            AssertStays(link, destination);
        }
    }

    private static async Task ExtractAsync((int Kind, string Name, string Target)[] entries, string destination)
    {
        var archive = new HostileArchive();
        foreach (var (kind, name, target) in entries)
        {
            _ = kind switch { 0 => archive.File(name), 1 => archive.Folder(name), 2 => archive.Link(name, target), _ => archive.HardLink(name, "r/" + target) };
        }

        using var tar = archive.ToStream();
        try
        {
            await new ArchiveExtraction(new ExtractionTarget(destination, "r"), new RecordingReport(), CancellationToken.None).ExtractAsync(tar);
        }
        catch (HarpoonException)
        {
            // It was refused.
        }
    }

    private static IEnumerable<FileSystemInfo> LinksBelow(DirectoryInfo folder) => folder.EnumerateFileSystemInfos()
        .SelectMany(entry => entry.LinkTarget is not null ? [entry] : entry is DirectoryInfo inner ? LinksBelow(inner) : []);

    private static void AssertStays(FileSystemInfo link, string destination)
    {
        // As the system follows it, part by part: a name that isn't there leads nowhere.
        var at = System.IO.Path.GetDirectoryName(link.FullName)!;
        var parts = new Stack<string>(link.LinkTarget!.Split('/').Reverse());
        for (var steps = 0; parts.TryPop(out var part) && steps < 100; steps++)
        {
            var next = System.IO.Path.GetFullPath(System.IO.Path.Combine(at, part));
            if (new FileInfo(next).LinkTarget is { } further)
            {
                foreach (var piece in further.Split('/').Reverse())
                {
                    parts.Push(piece);
                }

                continue;
            }

            at = next;
            Assert.True(at == destination || at.StartsWith(destination + "/", StringComparison.Ordinal), $"{link.FullName} -> {link.LinkTarget} leads to {at}");
        }
    }
}
