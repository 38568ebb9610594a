using System.Formats.Tar;

namespace Harpoon.Engine.Tests.Context;

public sealed class BuildContextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_Dockerfile_goes_first_and_the_rest_in_the_order_of_bytes()
    {
        _folder.Write("b/two");
        _folder.Write("b.txt");
        _folder.Write("A");
        _folder.Write("é");
        Directory.CreateDirectory(_folder.At("empty"));

        Assert.Equal(
            ["Dockerfile", "A", "b/", "b/two", "b.txt", "empty/", "é"],
            await _folder.WithOwnDockerfile().NamesAsync());
    }

    [Fact]
    public async Task Links_are_sent_as_links_and_never_followed()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("secret");
        _folder.Link("out", elsewhere.Path);
        _folder.Link("loop", ".");
        var far = new string('x', 150);
        _folder.Link("far", far);

        var sent = await _folder.WithOwnDockerfile().SendAsync();

        Assert.Equal(["Dockerfile", "far", "loop", "out"], sent.Select(entry => entry.Name));
        Assert.Equal([far, ".", elsewhere.Path], sent.Skip(1).Select(entry => entry.LinkTarget));
        Assert.All(sent.Skip(1), entry => Assert.Equal(TarEntryType.SymbolicLink, entry.Type));
    }
}
