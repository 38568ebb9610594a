using Harpoon.Engine.Builds.BuildKit.Sessions;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Context;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Dockerfiles;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Registries;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>A login is given to the engine for no registry but those of the build's images.</summary>
public sealed class LoginScopeTests
{
    private static readonly ImageDetails Plain = new("sha256:1", [], 1);

    [Theory]
    [InlineData("FROM a", "registry-1.docker.io", true)]
    [InlineData("FROM a", "other.example.com", false)]
    [InlineData("FROM example.org/a", "registry-1.docker.io", false)]
    [InlineData("FROM example.org:5000/a", "example.org:5000", true)]
    [InlineData("FROM example.org:5000/a", "example.org", false)]
    [InlineData("FROM a\nCOPY --from=example.org/b / /", "example.org", true)]
    [InlineData("FROM a\nRUN --mount=From=example.org/b,target=/x true", "example.org", true)]
    [InlineData("FROM a AS one\nONBUILD COPY --from=example.org/b / /\nFROM one", "example.org", true)]
    [InlineData("ARG V=example.org/x\nFROM ${V%x}a", "example.org", true)]
    [InlineData("FROM a\nRUN echo example.org/b", "example.org", false)]
    [InlineData("FROM a", "cache.example.org", true)]
    [InlineData("FROM a", "contexts.example.org", true)]
    [InlineData("FROM a", "trigger.example.org", true)]
    [InlineData("FROM a", "mounted.example.org", true)]
    [InlineData("FROM a", "mirror.example.org", true)]
    [InlineData("FROM example.org/a", "mirror.example.org", false)]
    public async Task It_is_given_for_what_the_build_names(string text, string host, bool isGiven)
    {
        var details = Plain with { Triggers = ["COPY --from=trigger.example.org/x / /", "RUN --mount=from=mounted.example.org/x,target=/x true"] };

        Assert.Equal(isGiven, await Scope(text, details).CoversAsync(host, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_not_given_is_reported()
    {
        var scope = Scope("FROM a", Plain);

        await scope.CoversAsync("other.example.com", TestContext.Current.CancellationToken);

        Assert.Equal(["other.example.com"], scope.Refused);
    }

    [Theory]
    [InlineData("FROM example.org/a", null, true)]
    [InlineData("# syntax=example.org/frontend\nFROM a", "sha256:1", true)]
    [InlineData("FROM ${X^}", "sha256:1", true)]
    [InlineData("FROM a", "sha256:1", false)]
    public async Task Where_only_BuildKit_can_know_the_images_its_word_counts(string text, string? id, bool isGiven)
    {
        var scope = Scope(text, id is null ? null : Plain);
        var covers = scope.CoversAsync("named.example.org", TestContext.Current.CancellationToken).AsTask();

        scope.Add(ImageReference.Parse("named.example.org/x:1"));

        Assert.Equal(isGiven, await covers);
    }

    [Fact]
    public async Task It_is_not_waited_for_for_ever() =>
        Assert.False(await Scope("FROM example.org/a", null, new NoTime()).CoversAsync("other.example.com", TestContext.Current.CancellationToken));

    private static LoginScope Scope(string text, ImageDetails? details, TimeProvider? time = null)
    {
        var dockerfile = Parsed.File(text);
        var request = new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile), ["pushed.example.org/app:latest"]) 
        {
            CacheFrom = [new("cache.example.org/x")],
            NamedContexts = [new("tools", "docker-image://contexts.example.org/tools"), new("shared", "/elsewhere")],
        };
        var context = BuildContext.Scan(
            new ContextOptions(AppContext.BaseDirectory, dockerfile) { IsServed = true, CopiesFromContext = false }, new RecordingReport(), TestContext.Current.CancellationToken);
        var bases = request.Reading.Bases.Where(image => image.Reference.Length > 0).Select(image => new BaseImageState(image.Reference, details));
        var plan = new ImageBuildPlan(request, context, context.TakeFingerprint(TestContext.Current.CancellationToken), [.. bases]);
        return new LoginScope(plan, new FakeEngine { Info = """{"RegistryConfig":{"Mirrors":["https://mirror.example.org/"]}}""" }, time ?? TimeProvider.System);
    }
}
