using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Context;

/// <summary>What the rules mean is compared with the docker CLI; here is what the CLI's classic builder does not know, and what Harpoon says.</summary>
public sealed class IgnoreFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_Dockerfiles_own_ignore_file_comes_before_the_contexts()
    {
        _folder.Write("a.txt");
        _folder.Write("b.txt");
        _folder.Write(".dockerignore", "a.txt");
        _folder.Write("my.Dockerfile.dockerignore", "b.txt");

        var sent = await _folder.WithOwnDockerfile("my.Dockerfile").SendAsync();

        Assert.Equal(
            ["my.Dockerfile", "a.txt", "my.Dockerfile.dockerignore", ".dockerignore"],
            sent.Select(entry => entry.Name));
    }

    [Fact]
    public async Task The_engine_gets_the_rules_that_hold_and_hides_what_they_hide()
    {
        _folder.Write("Dockerfile.dockerignore", "*");

        var sent = await _folder.WithOwnDockerfile().SendAsync();

        Assert.Equal(["Dockerfile", ".dockerignore"], sent.Select(entry => entry.Name));
        Assert.Equal(["*", ".dockerignore"], sent[1].Content.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("ok\n  [a\n", 2, 3)]
    [InlineData("!\n", 1, 1)]
    [InlineData("a\\", 1, 1)]
    [InlineData("x\n\n[]\n", 3, 1)]
    [InlineData("[z-a]", 1, 1)]
    [InlineData("*|\\Q", 1, 1)]
    public void A_line_that_is_no_pattern_is_an_error_at_its_place(string text, int line, int column)
    {
        _folder.Write(".dockerignore", text);

        var refusal = Assert.Throws<HarpoonException>(() => _folder.WithOwnDockerfile().Scan()).Diagnostics[0];

        Assert.Equal(("HRP2107", new SourceLocation(_folder.At(".dockerignore"), line, column)), (refusal.Code, refusal.Location));
    }
}
