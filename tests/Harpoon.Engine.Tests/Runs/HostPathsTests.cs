using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

public sealed class HostPathsTests
{
    private static readonly MountedFolder[] Mounts =
    [
        new("/home/me/app", "/src"),
        new("/home/me/lib", "/src/lib"),
        new(null, "/src/obj"),
        new("/home/me/one.c", "/one.c"),
    ];

    [Theory]
    [InlineData("/src/a.c", "/home/me/app/a.c")]
    [InlineData("/src", "/home/me/app")]
    [InlineData("/src/lib/b.c", "/home/me/lib/b.c")]
    [InlineData("/src/library/b.c", "/home/me/app/library/b.c")]
    [InlineData("/src/x/../lib//./b.c", "/home/me/lib/b.c")]
    [InlineData("/one.c", "/home/me/one.c")]
    [InlineData("/srcs/a.c", "/srcs/a.c")]
    [InlineData("/usr/src/a.c", "/usr/src/a.c")]
    [InlineData("/src/../etc/a.c", "/src/../etc/a.c")]
    [InlineData("/src/obj/a.g.c", "/src/obj/a.g.c")]
    [InlineData("", "")]
    public void A_path_is_looked_up_in_the_innermost_mount_by_whole_names(string path, string expected) =>
        Assert.Equal(Native(expected, path), new HostPaths(Mounts, "/").File(path));

    [Theory]
    [InlineData("at /src/a.c:3, in (/src/lib/b.c)", "at /home/me/app/a.c:3, in (/home/me/lib/b.c)")]
    [InlineData("'/src' \"/src/a\" x=/src/a", "'/home/me/app' \"/home/me/app/a\" x=/home/me/app/a")]
    [InlineData("/srcs/a /usr/src/a /src.c /src-2 my/src ./src /src/obj/x", "/srcs/a /usr/src/a /src.c /src-2 my/src ./src /src/obj/x")]
    public void In_a_text_only_whole_paths_are_changed(string text, string expected) =>
        Assert.Equal(expected, new HostPaths(Mounts, "/").Text(text));

    [Fact]
    public void A_relative_path_starts_in_the_working_directory_and_is_left_alone_where_it_is_no_file()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "a.c");
        File.WriteAllText(file, "");
        var paths = new HostPaths([new MountedFolder(folder.Path, "/src")], "/src/sub");

        Assert.Equal(file, paths.File("../a.c"));
        Assert.Equal(file, paths.File("./../a.c"));
        Assert.Equal("a.c", paths.File("a.c"));
        Assert.Equal("LINK", paths.File("LINK"));
        Assert.Equal("../a.c", new HostPaths([new MountedFolder(folder.Path, "/src")], null).File("../a.c"));
    }

    [Fact]
    public void Without_mounts_nothing_is_changed()
    {
        var paths = new HostPaths([], "/");

        Assert.Equal(("/src/a", "in /src/a"), (paths.File("/src/a"), paths.Text("in /src/a")));
    }

    private static string Native(string path, string original) => path == original ? path : path.Replace('/', Path.DirectorySeparatorChar);
}
