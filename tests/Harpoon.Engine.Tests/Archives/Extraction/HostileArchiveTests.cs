using System.Formats.Tar;
using System.Runtime.Versioning;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Archives.Extraction;

/// <summary>What is in an archive never lands outside of the folder that it is copied to.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class HostileArchiveTests : IDisposable
{
    private static readonly ItemReference Item = new("DockerCopyOut", "/app/r");

    private readonly TemporaryFolder _place = new();
    private readonly RecordingReport _report = new();

    public HostileArchiveTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Directory.CreateDirectory(Path.Combine(_place.Path, "outside"));
        File.WriteAllText(Outside, "untouched");
        Directory.CreateDirectory(Destination);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Destination => Path.Combine(_place.Path, "in", "destination");

    private string Outside => Path.Combine(_place.Path, "outside", "file");

    [Theory]
    [InlineData("/etc/x")]
    [InlineData("../x")]
    [InlineData("r/../x")]
    [InlineData("r/../../x")]
    [InlineData("r/a/../../../x")]
    [InlineData("r/./x")]
    [InlineData("r//x")]
    [InlineData("..")]
    public async Task A_name_that_leads_out_is_an_error_that_names_it(string name)
    {
        Assert.Equal("HRP4074", (await RefusedAsync(new HostileArchive().File(name))).Code);
        Assert.Equal("HRP4074", (await RefusedAsync(new HostileArchive().Folder(name))).Code);
        Assert.Equal("HRP4074", (await RefusedAsync(new HostileArchive().Link(name, "x"))).Code);
        Assert.Contains($"'{name}'", (await RefusedAsync(new HostileArchive().HardLink("r/x", name))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../outside/file")]
    [InlineData("../../../outside/file")]
    [InlineData("s/../../../outside/file")]
    [InlineData("..//../outside")]
    public async Task A_link_that_leads_out_is_left_out_and_named(string target)
    {
        await ExtractAsync(new HostileArchive().Folder("r/").Link("r/link", target).File("r/after"));

        var warning = Assert.Single(_report.Warnings);
        Assert.Equal("HRP4072", warning.Code);
        Assert.Contains("'r/link'", warning.Text, StringComparison.Ordinal);
        Assert.Equal([At("r/after")], Directory.GetFileSystemEntries(At("r")));
    }

    [Fact]
    public async Task Links_that_stay_inside_are_kept_as_they_are()
    {
        await ExtractAsync(new HostileArchive().Folder("r/").Link("r/link", "sub/file").Folder("r/sub/").Link("r/sub/up", "../../r/sub").File("r/sub/file", "seen"));

        Assert.Equal("sub/file", new FileInfo(At("r/link")).LinkTarget);
        Assert.Equal("../../r/sub", new FileInfo(At("r/sub/up")).LinkTarget);
        Assert.Equal("seen", await File.ReadAllTextAsync(At("r/link"), Token));
        Assert.Empty(_report.Warnings);
    }

    [Fact]
    public async Task A_link_that_was_there_is_never_written_through()
    {
        Directory.CreateDirectory(At("r"));
        File.CreateSymbolicLink(At("r/folder"), Path.GetDirectoryName(Outside)!);
        File.CreateSymbolicLink(At("r/file"), Outside);

        var error = await RefusedAsync(new HostileArchive().File("r/file", "mine").File("r/folder/file"));

        Assert.Equal("HRP4075", error.Code);
        Assert.Contains(At("r/folder"), error.Text, StringComparison.Ordinal);
        Assert.Null(new FileInfo(At("r/file")).LinkTarget);
        Assert.Equal("mine", await File.ReadAllTextAsync(At("r/file"), Token));
    }

    [Fact]
    public async Task A_link_and_what_lies_behind_it_are_an_error()
    {
        await RefusedAsync(new HostileArchive().Link("r/a", "b").Link("r/a/c", "x"));

        Assert.Equal("HRP4075", (await RefusedAsync(new HostileArchive().File("r/a/c"))).Code);
    }

    [Fact]
    public async Task A_hard_link_is_a_copy_and_never_of_what_lies_outside()
    {
        File.CreateSymbolicLink(At("way-out"), Outside);
        await ExtractAsync(new HostileArchive().File("r/a", "text").HardLink("r/b", "r/a"));
        Assert.Equal("text", await File.ReadAllTextAsync(At("r/b"), Token));

        await File.AppendAllTextAsync(At("r/b"), "more", Token);
        Assert.Equal("text", await File.ReadAllTextAsync(At("r/a"), Token));

        Assert.Equal("HRP4075", (await RefusedAsync(new HostileArchive().HardLink("./c", "./way-out"), root: null)).Code);
    }

    [Fact]
    public async Task A_file_that_has_another_name_outside_is_replaced_and_not_written_into()
    {
        // What 'ln' did before: two names of one file.
        await ExternalProgram.RunAsync("ln", [Outside, At("same")]);

        await ExtractAsync(new HostileArchive().File("./same", "new"), root: null);

        Assert.Equal("new", await File.ReadAllTextAsync(At("same"), Token));
    }

    [Fact]
    public async Task The_content_of_a_folder_that_is_called_nothing_arrives_and_leads_nowhere_else()
    {
        await ExtractAsync(new HostileArchive().File("same", "new"), root: null);
        Assert.Equal("new", await File.ReadAllTextAsync(At("same"), Token));

        Assert.Equal("HRP4074", (await RefusedAsync(new HostileArchive().File("../same", "new"), root: null)).Code);
    }

    [Fact]
    public async Task Two_names_that_text_cannot_distinguish_never_become_one_in_silence()
    {
        await ExtractAsync(new HostileArchive().File("r/bad\uFFFD", "first").File("r/bad\uFFFD", "second").Link("r/bad\uFFFD", "x").File("r/good", "one").File("r/good", "two"));

        Assert.Equal("first", await File.ReadAllTextAsync(At("r/bad\uFFFD"), Token));
        Assert.Equal("two", await File.ReadAllTextAsync(At("r/good"), Token));
        Assert.Equal(["HRP2121", "HRP2121"], _report.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public async Task Names_that_differ_in_case_or_normal_form_are_several_where_the_file_system_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere they are mostly one.");
        await ExtractAsync(new HostileArchive().File("r/a", "1").File("r/A", "2").File("r/\u00e9", "3").File("r/e\u0301", "4"));

        Assert.Equal(4, Directory.GetFiles(At("r")).Length);
        Assert.Empty(_report.Warnings);
    }

    [Fact]
    public async Task Devices_and_pipes_are_left_out_and_named()
    {
        var archive = new HostileArchive()
            .Add(new PaxTarEntry(TarEntryType.CharacterDevice, "r/null") { DeviceMajor = 1, DeviceMinor = 3 })
            .Add(new PaxTarEntry(TarEntryType.BlockDevice, "r/disk") { DeviceMajor = 8 })
            .Add(new PaxTarEntry(TarEntryType.Fifo, "r/pipe"));

        await ExtractAsync(archive);
        Assert.Equal(["HRP4073", "HRP4073", "HRP4073"], _report.Warnings.Select(warning => warning.Code));
        Assert.Equal("'r/pipe' is neither a file nor a folder but a named pipe, and was skipped.", _report.Warnings.ElementAt(2).Text);

        await ExtractAsync(archive.HardLink("r/other", "r/null"));
        Assert.Equal("4 entries are neither files nor folders, and were skipped: 'r/null' (device), 'r/disk' (device), 'r/pipe' (named pipe), and 1 more.", _report.Warnings.ElementAt(3).Text);
        NonEmpty.All(_report.Warnings, warning => Assert.Equal(Item, warning.Item));
        Assert.Empty(Directory.GetFileSystemEntries(Destination));
    }

    [Fact]
    public async Task Permissions_are_kept_but_those_to_become_another_user()
    {
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.GroupExecute | UnixFileMode.OtherWrite;
        await ExtractAsync(new HostileArchive().Folder("r/", Mode).File("r/f", mode: Mode | UnixFileMode.SetUser | UnixFileMode.SetGroup));

        Assert.Equal(Mode, File.GetUnixFileMode(At("r")));
        File.SetUnixFileMode(At("r"), Mode | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(Mode, File.GetUnixFileMode(At("r/f")));
    }

    [Fact]
    public async Task A_folder_that_forbade_to_be_written_into_is_written_into_again()
    {
        var archive = new HostileArchive().Folder("r/", UnixFileMode.UserRead).File("r/f");
        await ExtractAsync(archive);
        await ExtractAsync(archive);

        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(At("r")));
        File.SetUnixFileMode(At("r"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Times_of_files_and_folders_are_kept()
    {
        var time = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
        await ExtractAsync(new HostileArchive()
            .Add(new PaxTarEntry(TarEntryType.Directory, "r/") { ModificationTime = time, Mode = (UnixFileMode)0b_111_101_101 })
            .Add(new PaxTarEntry(TarEntryType.RegularFile, "r/f") { ModificationTime = time }));

        Assert.Equal(time.UtcDateTime, File.GetLastWriteTimeUtc(At("r/f")));
        Assert.Equal(time.UtcDateTime, Directory.GetLastWriteTimeUtc(At("r")));
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_an_error_that_names_it()
    {
        Directory.CreateDirectory(At("r/f"));

        var error = await RefusedAsync(new HostileArchive().File("r/f"));

        Assert.Equal("HRP4076", error.Code);
        Assert.Contains(At("r/f"), error.Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal("untouched", File.ReadAllText(Outside));
            Assert.Equal([Path.Combine(_place.Path, "in"), Path.GetDirectoryName(Outside)!], Directory.GetFileSystemEntries(_place.Path).Order());
            Assert.Equal([Destination], Directory.GetFileSystemEntries(Path.Combine(_place.Path, "in")));
        }

        _place.Dispose();
    }

    private string At(string path) => Path.Combine(Destination, path);

    private async Task<Diagnostic> RefusedAsync(HostileArchive archive, string? root = "r") =>
        Assert.Single((await Assert.ThrowsAsync<HarpoonException>(() => ExtractAsync(archive, root))).Diagnostics);

    private async Task ExtractAsync(HostileArchive archive, string? root = "r")
    {
        using var tar = archive.ToStream();
        await new ArchiveExtraction(new ExtractionTarget(Destination, root) { Place = warning => warning.About(Item) }, _report, Token).ExtractAsync(tar);
    }
}
