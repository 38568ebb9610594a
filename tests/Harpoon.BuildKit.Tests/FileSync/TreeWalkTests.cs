using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.FileSync;

public sealed class TreeWalkTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder()
        .With("a.txt", "").With("a/b/deep.txt", "").With("a/one.txt", "").With("bin/out.dll", "").With("bin/keep/k.txt", "").With("z.log", "");

    [Fact]
    public void Without_patterns_all_is_there_each_folder_before_what_is_in_it() => Assert.Equal(
        ["a", "a/b", "a/b/deep.txt", "a/one.txt", "a.txt", "bin", "bin/keep", "bin/keep/k.txt", "bin/out.dll", "z.log"], Walk());

    [Fact]
    public void What_is_excluded_is_left_out_with_all_that_is_in_it() =>
        Assert.Equal(["a", "a/b", "a/b/deep.txt", "a/one.txt", "a.txt"], Walk(exclude: ["bin", "*.log"]));

    [Fact]
    public void An_exception_brings_back_its_folders_too() => Assert.Equal(
        ["a.txt", "bin", "bin/keep", "bin/keep/k.txt"], Walk(exclude: ["*", "!a.txt", "!bin/keep/k.txt"]));

    [Fact]
    public void An_exception_with_a_wildcard_is_found_in_depth() => Assert.Equal(
        ["a", "a/b", "a/b/deep.txt", "a/one.txt", "a.txt", "bin", "bin/keep", "bin/keep/k.txt"], Walk(exclude: ["*", "!**/*.txt"]));

    [Fact]
    public void What_is_included_comes_alone_with_its_folders() =>
        Assert.Equal(["a", "a/b", "a/b/deep.txt"], Walk(include: ["a/b/deep.txt"]));

    [Fact]
    public void Included_wildcards_are_found_in_depth() =>
        Assert.Equal(["a", "a/b", "a/b/deep.txt"], Walk(include: ["**/deep.*"]));

    [Fact]
    public void Excluded_wins_over_included() =>
        Assert.Equal(["a", "a/one.txt"], Walk(include: ["a"], exclude: ["a/b"]));

    [Fact]
    public void An_empty_folder_is_there()
    {
        Directory.CreateDirectory(_folder.PathOf("empty/inner"));
        Assert.Equal(["empty", "empty/inner"], Walk(include: ["empty"]));
    }

    [Fact]
    public void A_followed_link_brings_what_it_leads_to()
    {
        Link("link", "a/middle");
        Link("a/middle", "../bin/keep");
        Assert.Equal(["a", "a/middle", "bin", "bin/keep", "bin/keep/k.txt", "link"], Walk(follow: ["link/k.txt"]));
    }

    [Fact]
    public void A_followed_link_with_a_root_starts_in_the_tree()
    {
        Link("abs", "/bin/out.dll");
        Assert.Equal(["abs", "bin", "bin/out.dll"], Walk(follow: ["abs"]));
    }

    [Fact]
    public void A_followed_wildcard_brings_where_its_links_lead_to()
    {
        Link("bin/l1", "../z.log");
        Assert.Equal(["bin", "bin/keep", "bin/keep/k.txt", "bin/l1", "bin/out.dll", "z.log"], Walk(follow: ["bin/*"]));
    }

    [Fact]
    public void Links_that_lead_in_circles_end()
    {
        Link("x", "y");
        Link("y", "x");
        Link("self", "self/deeper");
        Assert.Equal(["self", "x", "y"], Walk(follow: ["x/file", "self"]));
    }

    [Fact]
    public void A_link_out_of_the_tree_stays_in_it()
    {
        Link("out", "../../../../z.log");
        Assert.Equal(["out", "z.log"], Walk(follow: ["out"]));
    }

    [Fact]
    public void The_root_is_all() => Assert.Equal(10, Walk(follow: ["/"]).Count);

    [Fact]
    public void An_unreadable_folder_that_is_left_out_is_no_ones_trouble()
    {
        var tree = new LockedTree(_folder, "bin");
        Assert.Equal(["a.txt"], Paths(tree, new TreeFilter([], ["*", "!**/a.txt"], [])));
        Assert.Throws<BuildKitException>(() => Paths(tree, new TreeFilter([], [], [])));
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> Paths(IFileTree tree, TreeFilter filter) => [.. new TreeWalk(tree, filter).Entries().Select(entry => entry.Path)];

    private void Link(string path, string target) => File.CreateSymbolicLink(_folder.PathOf(path), target);

    private List<string> Walk(string[]? include = null, string[]? exclude = null, string[]? follow = null) =>
        Paths(_folder, new TreeFilter([.. include ?? []], [.. exclude ?? []], [.. follow ?? []]));

    private sealed class LockedTree(IFileTree inner, string locked) : IFileTree
    {
        public IEnumerable<FileStat> List(string folder) => folder == locked
            ? throw new BuildKitException(BuildKitFailure.FileUnreadable, "no")
            : inner.List(folder);

        public FileStat? Find(string path) => inner.Find(path);

        public Stream Open(string path) => inner.Open(path);
    }
}
