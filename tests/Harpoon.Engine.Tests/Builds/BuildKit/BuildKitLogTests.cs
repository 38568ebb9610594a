using System.Text;
using Harpoon.BuildKit.Tracing;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.BuildKit;
using Harpoon.Engine.Credentials;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Hosting;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

public sealed class BuildKitLogTests : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly RecordingReport _report = new();
    private readonly VertexLocator _locator;
    private readonly BuildKitLog _log;

    public BuildKitLogTests()
    {
        var dockerfile = DockerfileSource.FromLines(
            [new("FROM x", null, new SourceLocation("p", 5)), new("RUN a", null, new SourceLocation("p", 6)), new("RUN b", null, new SourceLocation("p", 7))]);
        _locator = new VertexLocator(new ImageBuildRequest(dockerfile, DockerfileSyntax.Parse(dockerfile), ["x"]));
        _log = new BuildKitLog(_report, _locator);
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Steps_side_by_side_keep_their_lines()
    {
        Take(Vertex("a", "[2/3] RUN a"), Vertex("b", "[3/3] RUN b"));
        Write("a", "one\ntw");
        Write("b", "un\n");
        Write("a", "o\n");
        Take(Vertex("a", "[2/3] RUN a", seconds: 1.5), Vertex("b", "[3/3] RUN b", seconds: 0));

        Assert.Equal(
            ["#1 [2/3] RUN a", "#2 [3/3] RUN b", "#1 [2/3] RUN a", "one", "#2 [3/3] RUN b", "un", "#1 [2/3] RUN a", "two", "#1 DONE 1.5 s", "#2 DONE 0.0 s"],
            _report.Lines.Select(line => line.Text));
    }

    [Fact]
    public void What_is_told_of_a_step_after_its_end_has_its_number_and_takes_no_lines_from_another()
    {
        Take(Vertex("a", "[internal] load build context"), Vertex("b", "[3/3] RUN b"));
        Take(Vertex("a", "[internal] load build context", seconds: 0));
        Write("b", "one\n");
        _log.Take(Reply(new TraceUpdate([], [new TraceStatus("a", "transferring context:") { Current = 42, Completed = Start }], [], [])));
        Write("b", "two\n");

        Assert.Equal(
            ["#1 [internal] load build context", "#2 [3/3] RUN b", "#1 DONE 0.0 s", "#2 [3/3] RUN b", "one", "#1 transferring context: 42 B", "two"],
            _report.Lines.Select(line => line.Text));
    }

    [Fact]
    public void Cached_steps_are_counted_and_told_once()
    {
        Take(Vertex("a", "[2/3] RUN a") with { IsCached = true });
        Take(Vertex("a", "[2/3] RUN a", seconds: 0) with { IsCached = true });
        Take(Vertex("c", "[internal] load build context", seconds: 0) with { IsCached = true });
        Take(Vertex("b", "[3/3] RUN b", seconds: 0));
        Take(Vertex("d", "[build 2/2] RUN d", seconds: 0));

        // Those that never started were done for another build at the same time.
        Assert.Equal((5, 1), (_log.Steps, _log.CachedSteps));
        Assert.Single(_report.Lines, line => line.Text == "#1 [2/3] RUN a CACHED");
    }

    [Fact]
    public void A_step_that_has_not_started_says_nothing()
    {
        Take(new TraceVertex("a", "[2/3] RUN a"));

        Assert.Empty(_report.Lines);
    }

    [Fact]
    public void A_failed_step_is_told_with_its_last_lines_and_not_the_ones_that_it_stopped()
    {
        Take(Vertex("b", "[3/3] RUN b"), Vertex("a", "[2/3] RUN a"));
        Write("a", string.Concat(Enumerable.Range(1, 30).Select(number => $"line {number}\n")) + "no line break");
        Take(Vertex("b", "[3/3] RUN b", seconds: 1) with { Error = "failed: context canceled" });
        Take(Vertex("a", "[2/3] RUN a", seconds: 1) with { Error = "process \"/bin/sh -c a\" did not complete successfully: exit code: 7" });

        var error = Failure();

        var tail = string.Concat(Enumerable.Range(12, 19).Select(number => $"\n  line {number}"));
        Assert.Equal($"Step 2 of 3 (RUN a) failed: it ended with exit code 7{tail}\n  no line break", error.Text);
        Assert.Equal(("HRP3006", 6), (error.Code, error.Location?.Line));
        Assert.Equal(["#1 CANCELED", "#2 FAILED"], _report.Lines.Select(line => line.Text).Where(text => text.EndsWith("ED", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_cache_that_is_not_there_is_told_of_and_is_never_why_a_build_failed()
    {
        Take(Vertex("c", "importing cache manifest from x"), Vertex("a", "[2/3] RUN a"));
        Take(Vertex("c", "importing cache manifest from x", seconds: 1) with { Error = "x: not found" });
        Take(Vertex("a", "[2/3] RUN a", seconds: 1) with { Error = "exit code: 7" });

        Assert.Equal(("HRP3006", 6), (Failure().Code, Failure().Location?.Line));
        Assert.Contains("#1 FAILED: x: not found", _report.Lines.Select(line => line.Text));
    }

    [Fact]
    public void A_warning_of_a_rule_has_its_name_in_the_code_and_its_line()
    {
        _log.Take(Reply(new TraceUpdate([], [], [], [Warning("StageNameCasing: it should be lower case (line 2)")])));
        _log.Take(Reply(new TraceUpdate([], [], [], [Warning("no rule: at all") with { Ranges = [] }])));

        var (rule, other) = (_report.Warnings.First(), _report.Warnings.Last());
        Assert.Equal(("HRP3040-StageNameCasing", 6), (rule.Code, rule.Location?.Line));
        Assert.Equal("BuildKit warns: it should be lower case (line 2) more https://help", rule.Text);
        Assert.Equal(("HRP3040", null), (other.Code, other.Location));
    }

    private Diagnostic Failure()
    {
        var credentials = new RegistryCredentials(new HostEnvironment(_ => null, "/", "/"), TestContext.Current.CancellationToken);
        return BuildKitBuildFailure.Of("failed to solve", _log, _locator, credentials);
    }

    private static TraceWarning Warning(string summary) =>
        new("a", summary) { Detail = ["more"], HelpLink = "https://help", Ranges = [new TraceRange(2, 0, 2, 3)] };

    private static TraceVertex Vertex(string digest, string name, double? seconds = null) =>
        new(digest, name) { Started = Start, Completed = seconds is { } took ? Start.AddSeconds(took) : null };

    private static BuildReply Reply(TraceUpdate trace) => new() { Trace = trace };

    private void Take(params TraceVertex[] vertexes) => _log.Take(Reply(new TraceUpdate([.. vertexes], [], [], [])));

    private void Write(string digest, string text) =>
        _log.Take(Reply(new TraceUpdate([], [], [new TraceLog(digest, 1, Encoding.UTF8.GetBytes(text), null)], [])));
}
