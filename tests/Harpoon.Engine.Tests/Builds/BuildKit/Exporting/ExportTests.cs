using System.IO.Compression;
using Harpoon.Engine.Builds.BuildKit.Exporting;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Archives.Extraction;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Exporting;

/// <summary>What a build exports takes its place when the build is over, and not before; nothing is written elsewhere.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _place = new();
    private readonly RecordingReport _report = new();

    public ExportTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_place.Path, "in", "out");

    [Fact]
    public async Task A_folder_is_there_when_the_build_is_over()
    {
        await using var export = Export(OutputKind.Folder, Folder);
        await ReceiveAsync(export, new HostileArchive().Folder("bin/", (UnixFileMode)0b_101_101_101).File("bin/app", "new", (UnixFileMode)0b_111_101_101).Link("bin/link", "app"));
        Assert.False(Path.Exists(Folder));

        var written = export.Commit();

        Assert.Equal("new", await File.ReadAllTextAsync(At("bin/link"), Token));
        Assert.Equal((UnixFileMode)0b_101_101_101, Mode("bin"));
        Assert.Equal((UnixFileMode)0b_111_101_101, Mode("bin/app"));
        Assert.Equal([Folder, At("bin"), At("bin/app"), At("bin/link")], written.Paths);
        Assert.Equal(3, written.Size);
        Assert.Equal([Folder], Directory.GetFileSystemEntries(Path.GetDirectoryName(Folder)!));
        SetWritable("bin");
    }

    [Fact]
    public async Task What_is_in_the_folder_stays_but_for_what_is_replaced()
    {
        Directory.CreateDirectory(At("kept"));
        await File.WriteAllTextAsync(At("kept/own"), "own", Token);
        await File.WriteAllTextAsync(At("app"), "old", Token);
        File.CreateSymbolicLink(At("link"), "kept");
        await using var export = Export(OutputKind.Folder, Folder);

        await ReceiveAsync(export, new HostileArchive().File("app", "new").Folder("kept/").File("kept/more", "more").Link("link", "app"));
        Assert.Equal("old", await File.ReadAllTextAsync(At("app"), Token));
        export.Commit();

        Assert.Equal("new", await File.ReadAllTextAsync(At("app"), Token));
        Assert.Equal("own", await File.ReadAllTextAsync(At("kept/own"), Token));
        Assert.Equal("app", new FileInfo(At("link")).LinkTarget);
        Assert.Equal([At("app"), At("kept"), At("link")], Directory.GetFileSystemEntries(Folder).Order());
    }

    [Fact]
    public async Task A_build_that_fails_leaves_nothing_of_it()
    {
        Directory.CreateDirectory(Folder);
        await using (var folder = Export(OutputKind.Folder, Folder))
        await using (var file = Export(OutputKind.Tar, At("out.tar")))
        {
            await ReceiveAsync(folder, new HostileArchive().File("app"));
            await ReceiveAsync(file, new HostileArchive().File("app"));
        }

        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData("/etc/x")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    public async Task A_name_that_leads_out_is_an_error_at_the_property(string name)
    {
        await using var export = Export(OutputKind.Folder, Folder);

        await Assert.ThrowsAsync<HarpoonException>(() => ReceiveAsync(export, new HostileArchive().File(name)));

        var error = Assert.Single(export.Failure!.Diagnostics);
        Assert.Equal(("HRP4074", "DockerBuildOutput"), (error.Code, error.Property));
        Assert.Equal(["HRP3144"], Thrown.CodesBy(() => export.Commit()));
        Assert.False(Path.Exists(Folder));
    }

    [Fact]
    public async Task A_link_that_leads_out_is_skipped_and_named()
    {
        await using var export = Export(OutputKind.Folder, Folder);

        await ReceiveAsync(export, new HostileArchive().Link("passwd", "/etc/passwd").Link("up", "../../x").File("app"));
        export.Commit();

        Assert.Equal(["HRP4072", "HRP4072"], _report.Warnings.Select(warning => warning.Code));
        NonEmpty.All(_report.Warnings, warning => Assert.Equal("DockerBuildOutput", warning.Property));
        Assert.Equal([At("app")], Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task Many_links_that_lead_out_are_one_warning()
    {
        await using var export = Export(OutputKind.Folder, Folder);
        var archive = new HostileArchive().File("app");
        for (var index = 0; index < 300; index++)
        {
            archive.Link($"link-{index}", "/bin/busybox");
        }

        await ReceiveAsync(export, archive);
        export.Commit();

        var warning = Assert.Single(_report.Warnings);
        Assert.Equal("HRP4072", warning.Code);
        Assert.StartsWith("300 symbolic links", warning.Text, StringComparison.Ordinal);
        Assert.Contains("'link-0' to '/bin/busybox', 'link-1' to '/bin/busybox', 'link-2' to '/bin/busybox', and 297 more.", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_in_the_folder_is_not_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_place.Path, "outside")).FullName;
        Directory.CreateDirectory(Folder);
        File.CreateSymbolicLink(At("bin"), outside);
        await using var export = Export(OutputKind.Folder, Folder);

        await ReceiveAsync(export, new HostileArchive().Folder("bin/").File("bin/app"));

        Assert.Equal(["HRP4075"], Thrown.CodesBy(() => export.Commit()));
        Assert.Empty(Directory.GetFileSystemEntries(outside));
    }

    [Fact]
    public async Task Another_name_of_a_file_is_a_copy()
    {
        await using var export = Export(OutputKind.Folder, Folder);

        await ReceiveAsync(export, new HostileArchive().File("one", "twin").HardLink("two", "one"));
        export.Commit();
        await File.AppendAllTextAsync(At("one"), " changed", Token);

        Assert.Equal("twin", await File.ReadAllTextAsync(At("two"), Token));
    }

    [Fact]
    public async Task What_is_no_archive_changes_nothing()
    {
        await using var export = Export(OutputKind.Folder, Folder);
        var damaged = new HostileArchive().File("a").ToStream().ToArray();
        damaged[700] ^= 1;
        damaged[1024 + 150] ^= 1;

        await Assert.ThrowsAsync<HarpoonException>(() => export.ReceiveAsync(new MemoryStream(damaged), new Dictionary<string, string>(), Token));

        Assert.Equal("HRP3145", Assert.Single(export.Failure!.Diagnostics).Code);
        Assert.False(Path.Exists(Folder));
    }

    [Fact]
    public async Task Nothing_that_came_is_an_error()
    {
        await using var export = Export(OutputKind.Oci, At("out.tar"));

        Assert.Equal(["HRP3144"], Thrown.CodesBy(() => export.Commit()));
    }

    [Theory]
    [InlineData("out.tar")]
    [InlineData("out.tgz")]
    public async Task A_file_is_what_was_sent_compressed_where_its_name_says_so(string name)
    {
        var sent = new HostileArchive().File("app", new string('a', 5_000)).ToStream().ToArray();
        await using var export = Export(OutputKind.Tar, At(name));

        await export.ReceiveAsync(new MemoryStream(sent), new Dictionary<string, string>(), Token);
        var written = export.Commit();

        await using var file = File.OpenRead(At(name));
        using var content = new MemoryStream();
        await (name.EndsWith(".tgz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file).CopyToAsync(content, Token);
        Assert.Equal(sent, content.ToArray());
        Assert.Equal(new FileInfo(At(name)).Length, written.Size);
        Assert.Equal([At(name)], Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_change_of_what_was_written_is_seen()
    {
        await using var export = Export(OutputKind.Folder, Folder);
        await ReceiveAsync(export, new HostileArchive().Folder("bin/").File("bin/app", "new"));
        var written = export.Commit();
        var kept = Path.Combine(_place.Path, "kept");
        written.Write(kept);
        var before = written.Fingerprint();

        await File.WriteAllTextAsync(At("bin/other"), "of someone else", Token);
        Assert.Equal(before, WrittenOutput.Read(kept)!.Fingerprint());

        await File.WriteAllTextAsync(At("bin/app"), "odd", Token);
        Assert.NotEqual(before, WrittenOutput.Read(kept)!.Fingerprint());
    }

    public void Dispose() => _place.Dispose();

    private BuildExport Export(OutputKind kind, string path) => BuildExports.Of(new BuildOutput(kind, path), _report)!;

    private static Task ReceiveAsync(BuildExport export, HostileArchive archive) =>
        export.ReceiveAsync(archive.ToStream(), new Dictionary<string, string>(), Token);

    private string At(string path) => Path.Combine(Folder, path);

    private UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(At(path));

    private void SetWritable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At(path), (UnixFileMode)0b_111_101_101);
        }
    }
}
