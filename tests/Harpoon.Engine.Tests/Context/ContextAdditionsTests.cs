using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Tests.Context;

public sealed class ContextAdditionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _elsewhere = new();

    public void Dispose()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task Files_from_elsewhere_and_inline_files_go_in_whatever_is_ignored()
    {
        _folder.Write(".dockerignore", "*");
        _folder.Write("app/own");
        _elsewhere.Write("bin/App.dll", "code");
        var options = _folder.WithRenderedDockerfile(new InlineFile("conf/app.conf", "inline")) with
        {
            Files =
            [
                new ContextFile(_elsewhere.At("bin"), "app"),
                new ContextFile(_elsewhere.Write("run.sh"), "./tools/run.sh", UnixFileMode.UserRead | UnixFileMode.UserExecute),
            ],
        };

        var sent = await options.SendAsync();

        Assert.Equal(
            [".harpoon.dockerfile", ".dockerignore", "app/", "app/App.dll", "tools/", "tools/run.sh", "conf/", "conf/app.conf"],
            sent.Select(entry => entry.Name));
        Assert.Equal("code", sent.Single(entry => entry.Name == "app/App.dll").Content);
        Assert.Equal("inline", sent[^1].Content);
        Assert.Equal(0x140, sent.Single(entry => entry.Name == "tools/run.sh").Mode);
    }

    [Fact]
    public async Task A_Dockerfile_from_elsewhere_is_hidden_from_COPY_and_so_is_an_ignore_file_that_is_not_the_users()
    {
        var dockerfile = new Dockerfile("FROM scratch\n", _elsewhere.Write("Dockerfile"), [], []);

        var sent = await new ContextOptions(_folder.Path, dockerfile).SendAsync();

        Assert.Equal([".harpoon.dockerfile", ".dockerignore"], sent.Select(entry => entry.Name));
        Assert.Equal(["", ".dockerignore", ".harpoon.dockerfile", ""], sent[1].Content.Split('\n'));
    }

    /// <summary>By a name for the Dockerfile that it leaves out itself; without one, as the docker CLI does with a Dockerfile from its standard input.</summary>
    [Theory]
    [InlineData("bin", "bin", "bin")]
    [InlineData("# built\n**/obj\n*.log", "obj", "# built\n**/obj\n*.log")]
    [InlineData("taken\n*.log", "harpoon.log", "taken\n*.log")]
    [InlineData("*\n!src", ".harpoon.dockerfile", "*\n!src")]
    [InlineData("a/b\nbin\n!bin", ".harpoon.dockerfile", "a/b\nbin\n!bin\n.harpoon.dockerfile\n")]
    [InlineData("app\n", ".harpoon.dockerfile", "app\n\n.harpoon.dockerfile\n")]
    public async Task The_users_own_ignore_file_stays_for_COPY_as_it_is(string text, string dockerfile, string sentText)
    {
        _folder.Write(".dockerignore", text);
        _folder.Write("src/taken");
        var options = _folder.WithRenderedDockerfile() with
        {
            Files = [new ContextFile(_elsewhere.Write("taken"), "taken"), new ContextFile(_elsewhere.Write("file"), "app/file")],
        };

        var sent = await options.SendAsync();

        Assert.Equal((dockerfile, "FROM scratch\n"), (sent[0].Name, sent[0].Content));
        Assert.Equal(sentText, sent.Single(entry => entry.Name == ".dockerignore").Content);
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../..")]
    [InlineData(" ")]
    [InlineData(".")]
    public void A_target_outside_the_context_is_an_error_at_its_item(string target)
    {
        var item = new ItemReference("DockerContextFile", "file");
        var options = _folder.WithRenderedDockerfile() with
        {
            Files = [new ContextFile(_elsewhere.Write("file"), target, Item: item)],
        };

        var refusal = Assert.Throws<HarpoonException>(() => options.Scan()).Diagnostics[0];

        Assert.Equal(("HRP2108", item), (refusal.Code, refusal.Item));
    }

    [Theory]
    [InlineData("taken")]
    [InlineData("taken/below")]
    [InlineData("folder")]
    [InlineData(".harpoon.dockerfile")]
    public void Nothing_is_put_over_what_is_there(string target)
    {
        _folder.Write("taken");
        _folder.Write("folder/file");
        var options = _folder.WithRenderedDockerfile() with
        {
            Files = [new ContextFile(_elsewhere.Write("file"), target)],
        };

        Assert.Equal("HRP2109", Assert.Throws<HarpoonException>(() => options.Scan()).Diagnostics[0].Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_missing_file_is_an_error_that_names_it_whether_the_Dockerfile_copies_or_not(bool copies)
    {
        var options = _folder.WithRenderedDockerfile() with { Files = [new ContextFile(_elsewhere.At("none"), "x")], CopiesFromContext = copies };

        Assert.Equal("HRP2111", Assert.Throws<HarpoonException>(() => options.Scan()).Diagnostics[0].Code);
    }

    [Theory]
    [InlineData("755", 0x1ED)]
    [InlineData("0644", 0x1A4)]
    [InlineData("4755", 0x9ED)]
    public void A_mode_is_octal(string text, int mode) => Assert.Equal((UnixFileMode)mode, ContextFileMode.Parse(text));

    [Theory]
    [InlineData("u+x")]
    [InlineData("888")]
    [InlineData("77777")]
    [InlineData("-1")]
    public void Any_other_mode_is_an_error(string text) =>
        Assert.Equal("HRP2110", Assert.Throws<HarpoonException>(() => ContextFileMode.Parse(text)).Diagnostics[0].Code);
}
