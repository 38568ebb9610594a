using Harpoon.Engine.Context;

namespace Harpoon.Engine.Tests.Context;

/// <summary>What a session serves, where that is another than what goes into a tar.</summary>
public sealed class ServedContextTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void An_exception_with_a_wildcard_brings_back_what_lies_deeper_as_in_BuildKit()
    {
        Write("*\n!**/*.txt\n");

        Assert.Equal(["a", "a/deep", "a/deep/x.txt", "top.txt"], Paths(Served));
        Assert.Equal([".dockerignore", "Dockerfile", "top.txt"], Paths(Served with { IsServed = false }));
    }

    [Fact]
    public void A_folder_that_is_left_out_comes_with_its_own_mode_where_something_in_it_is_brought_back()
    {
        Write("a\n!a/deep/x.txt\n");
        _folder.SetMode("a", Private);

        var entries = Served.Scan().Entries;

        Assert.Equal(["a", "a/deep", "a/deep/x.txt"], entries.Select(entry => entry.Path).Where(path => path.StartsWith('a')));
        Assert.Equal(Private, entries.Single(entry => entry.Path == "a").Status.Mode);
    }

    [Fact]
    public void A_folder_that_is_left_out_does_not_come_where_nothing_in_it_is_brought_back()
    {
        Write("a\n!a/deep/none.txt\n");

        Assert.Equal([".dockerignore", "Dockerfile", "top.txt"], Paths(Served));
    }

    public void Dispose() => _folder.Dispose();

    private ContextOptions Served => _folder.WithOwnDockerfile() with { IsServed = true };

    private static IEnumerable<string> Paths(ContextOptions options) =>
        options.Scan().Entries.Select(entry => entry.Path).Order(StringComparer.Ordinal);

    private void Write(string ignoreFile)
    {
        _folder.Write(".dockerignore", ignoreFile);
        _folder.Write("a/deep/x.txt");
        _folder.Write("a/deep/y.log");
        _folder.Write("a/z.log");
        _folder.Write("top.txt");
    }
}
