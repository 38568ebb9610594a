using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.Daemon;

/// <summary>What the control service of a real daemon says.</summary>
[Trait("Tier", "Smoke")]
public sealed class ControlDaemonTests : IAsyncDisposable
{
    private readonly string _tag = $"harpoon-buildkit-test-{Guid.NewGuid():n}:latest";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [DaemonFact]
    public async Task A_worker_says_what_it_builds_for()
    {
        await using var control = await DaemonBuild.ConnectAsync(Token);

        var workers = await control.ListWorkersAsync(Token);

        Assert.Contains(workers, worker => worker.Platforms.Contains("linux/amd64") || worker.Platforms.Contains("linux/arm64"));
    }

    [DaemonFact]
    public async Task A_step_that_fails_is_named_with_its_lines()
    {
        var build = await BuildAsync($"FROM {TestDaemon.Base}\n\nRUN echo \\\n  {_tag} && exit 3\n");

        var failed = build.Vertexes.Last(vertex => vertex.Error is not null);
        Assert.Contains("exit 3", failed.Name, StringComparison.Ordinal);
        Assert.Equal(AddsDetails ? failed.Digest : null, build.Refusal?.Vertex);
        Assert.Equal(Place(3), PlaceOf(build.Refusal));
    }

    [DaemonFact]
    public async Task A_line_that_is_no_instruction_is_named()
    {
        var build = await BuildAsync($"FROM {TestDaemon.Base}\n\nRUM true\n");

        Assert.Contains("unknown instruction", build.Error, StringComparison.Ordinal);
        Assert.Equal(Place(3), PlaceOf(build.Refusal));
    }

    [DaemonFact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var build = await BuildAsync($"FROM {TestDaemon.Base}\nCOPY a \\\n  none /\n");

        Assert.Equal(Place(2), PlaceOf(build.Refusal));
    }

    [DaemonFact]
    public async Task A_build_without_its_session_fails()
    {
        await using var control = await DaemonBuild.ConnectAsync(Token);

        var build = await DaemonBuild.SolveAsync(control, DaemonBuild.Request("no-such-session", _tag), Token);

        Assert.NotNull(build.Error);
    }

    [DaemonFact]
    public async Task A_trailer_of_a_large_Dockerfile_is_read()
    {
        var build = await BuildAsync($"FROM {TestDaemon.Base}\n{string.Concat(Enumerable.Repeat($"# {new string('x', 1_000)}\n", 400))}RUN exit 3\n");

        Assert.Equal(Place(402), PlaceOf(build.Refusal));
    }

    public async ValueTask DisposeAsync() => await DaemonBuild.RemoveImageAsync(_tag, CancellationToken.None);

    /// <summary>Docker 23.0 is the first whose errors say more than their message.</summary>
    private static bool AddsDetails => Version.Parse(TestDaemon.ApiPath["/v".Length..]) >= new Version(1, 42);

    private static (string? File, int? Line) Place(int line) => AddsDetails ? ("Dockerfile", line) : (null, null);

    private static (string? File, int? Line) PlaceOf(SolveFailure? failure) =>
        failure?.Sources.FirstOrDefault() is { } source ? (source.FileName, source.Ranges.FirstOrDefault()?.StartLine) : (null, null);

    private async Task<DaemonBuild> BuildAsync(string dockerfile)
    {
        using var context = new TestFolder();
        return await DaemonBuild.RunAsync(dockerfile, context, new SessionOptions(), _tag, Token);
    }
}
