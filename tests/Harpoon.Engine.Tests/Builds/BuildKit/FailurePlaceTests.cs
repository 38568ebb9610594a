using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>A failed build is at the line that failed, or at the Dockerfile's first; never at an innocent line in between, and never at none.</summary>
public sealed class FailurePlaceTests
{
    private const int First = 10;

    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData("ARG B=one|FROM BASE AS one|FROM ${B}|RUN false", 13)]
    [InlineData("FROM BASE AS stage-1|RUN true|FROM BASE|RUN false", 13)]
    [InlineData("FROM BASE AS stage-1|RUN false|FROM BASE|COPY --from=stage-1 / /x", 11)]
    [InlineData("FROM BASE AS a|RUN true|FROM a AS a|RUN false", 13)]
    [InlineData("FROM BASE|WORKDIR /|RUN true|WORKDIR /|RUN false", 14)]
    [InlineData("FROM BASE|WORKDIR /x|WORKDIR ..|RUN true|RUN false", 14)]
    [InlineData("FROM BASE|RUN true|RUN false|RUN true|RUN false", 12)]
    [InlineData("FROM PARENT|RUN true|RUN false", 12)]
    [InlineData("FROM BASE AS a|FROM FAILING|RUN true", 11)]
    [InlineData("FROM BASE AS a|ONBUILD ENV A=1|ONBUILD RUN false|FROM a|RUN true", 12)]
    [InlineData("FROM BASE AS a|FROM no-such-image-${TARGETARCH}", 11)]
    [InlineData("FROM BASE AS a|RUN true|COPY --from=no-such-image:1 / /x", 12)]
    [InlineData("FROM BASE|RUN true|ENV A=${B^}", 12)]
    [InlineData("ARG V=1|FROM BASE|FROM x:${V^}", 12)]
    [InlineData("FROM BASE|RUN true|COPY --from=7 / /x", First)]
    [InlineData("FROM BASE|RUN [\"false\", \"a b\"]", 11)]
    [InlineData("FROM BASE|ARG X=y|COPY no-such-${X} /z", 12)]
    public Task It_is_never_an_innocent_line(string lines, int expected) => AssertFailsAsync(lines, expected, expected);

    /// <summary>Docker 23.0 is the first whose errors name the lines.</summary>
    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData("FROM BASE|WORKDIR /|RUN false|RUN true|RUN false", 12)]
    public Task One_of_two_that_are_alike_is_found_where_BuildKit_names_the_line(string lines, int expected) => AssertFailsAsync(lines, expected, First);

    private static async Task AssertFailsAsync(string lines, int expected, int expectedOnOldEngines)
    {
        await using var parent = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        await using var failing = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        await parent.With("ONBUILD ENV T=1", $"ONBUILD RUN echo {parent.Name}", "ONBUILD ARG U").BuildAsync();
        await failing.With($"ONBUILD RUN echo {failing.Name} && false").BuildAsync();
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        var put = lines
            .Replace("BASE", TestImages.Base, StringComparison.Ordinal)
            .Replace("PARENT", parent.Name, StringComparison.Ordinal)
            .Replace("FAILING", failing.Name, StringComparison.Ordinal);
        project.WithAll(put.Split('|')).WithOptions(o => o with { NoCache = true });

        var failure = await project.FailAsync();

        var ping = await project.Engine.PingAsync(TestContext.Current.CancellationToken);
        var line = ping.ApiVersion >= new Version(1, 42) ? expected : expectedOnOldEngines;
        Assert.True(line == failure.Location?.Line, $"{failure.Location}: {failure.Text}");
        Assert.EndsWith("p.csproj", failure.Location?.File, StringComparison.Ordinal);
    }
}
