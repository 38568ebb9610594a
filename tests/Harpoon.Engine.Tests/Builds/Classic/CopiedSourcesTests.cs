using Harpoon.Engine.Builds.Classic;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Tests.Context;

namespace Harpoon.Engine.Tests.Builds.Classic;

/// <summary>What the classic builder can copy, and everything where that is not sure.</summary>
public sealed class CopiedSourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("COPY a.txt /", "a.txt")]
    [InlineData("COPY ./dir/ /x/", "dir")]
    [InlineData("COPY /rooted ../above /x/", "above", "rooted")]
    [InlineData("COPY [\"a b\", \"/\"]", "a b")]
    [InlineData("COPY *.txt dir/?.md /", "*.txt", "dir/?.md")]
    [InlineData("ADD --chown=1:1 a.tar.gz /\nRUN x", "a.tar.gz")]
    [InlineData("COPY --from=other b /\nCOPY a.txt a.txt /", "a.txt")]
    public void A_plain_source_is_what_is_copied(string lines, params string[] patterns) =>
        Assert.Equal(patterns, ScopeOf(lines).Patterns);

    [Theory]
    [InlineData("COPY . /")]
    [InlineData("COPY a.txt / /x/")]
    [InlineData("ARG X\nCOPY $X /")]
    [InlineData("COPY ${X} /")]
    [InlineData("COPY --parents a /")]
    [InlineData("COPY a\\*b /")]
    [InlineData("COPY [ab].txt /")]
    [InlineData("COPY {a} /")]
    [InlineData("ADD https://example.com/x /")]
    [InlineData("RUN --mount=type=bind,target=/m x\nCOPY a.txt /")]
    [InlineData("ONBUILD COPY a /\nCOPY a.txt /")]
    [InlineData("COPY link /")]
    [InlineData("COPY link/inside.txt /")]
    [InlineData("COPY li* /")]
    [InlineData("COPY */inside.txt /")]
    public void What_is_not_sure_is_everything(string lines)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        _folder.Link("link", "elsewhere");

        Assert.Empty(ScopeOf(lines).Patterns);
    }

    [Fact]
    public void A_link_that_no_source_meets_changes_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        _folder.Link("link", "elsewhere");
        _folder.Write("dir/file");
        _folder.Link("dir/link", "elsewhere");

        Assert.Equal(["dir"], ScopeOf("COPY dir /").Patterns);
    }

    private ContextScope ScopeOf(string lines)
    {
        var dockerfile = DockerfileSource.FromText($"FROM base\n{lines}\n", start: null);
        var context = new ContextOptions(_folder.Path, dockerfile).Scan();
        return CopiedSources.ScopeOf(new ImageBuildPlan(
            new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile), ["app:1"]),
            context,
            context.TakeFingerprint(TestContext.Current.CancellationToken),
            []));
    }
}
