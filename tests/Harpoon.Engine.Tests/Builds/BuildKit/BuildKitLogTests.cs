using System.Text;
using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Tracing;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

public sealed class BuildKitLogTests : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly RecordingReport _report = new();
    private readonly HandTime _time = new();
    private readonly VertexLocator _locator;
    private readonly BuildKitLog _log;

    public BuildKitLogTests()
    {
        var dockerfile = DockerfileSource.FromLines(
            [new("FROM x", null, new SourceLocation("p", 5)), new("RUN a", null, new SourceLocation("p", 6)), new("RUN b", null, new SourceLocation("p", 7))]);
        _locator = new VertexLocator(new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile), ["x"]));
        _log = new BuildKitLog(_report, _locator, _time) { ContextSize = 100 };
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
    public void What_is_reported_a_step_after_its_end_has_its_number_and_takes_no_lines_from_another()
    {
        Take(Vertex("a", "[2/3] COPY a a"), Vertex("b", "[3/3] RUN b"));
        Take(Vertex("a", "[2/3] COPY a a", seconds: 0));
        Write("b", "one\n");
        Status("a", "fetching", 42, isDone: true);
        Write("b", "two\n");

        Assert.Equal(
            ["#1 [2/3] COPY a a", "#2 [3/3] RUN b", "#1 DONE 0.0 s", "#2 [3/3] RUN b", "one", "#1 fetching 42 B", "two"], Lines);
    }

    [Fact]
    public void A_context_that_is_loaded_again_after_an_end_at_once_is_shown()
    {
        Take(Vertex("i", "[internal] load build context", seconds: 0));
        Take(Vertex("i", "[internal] load build context"));
        Status("i", "transferring context:", 42);
        _time.Now += TimeSpan.FromSeconds(2);
        _log.Tick();
        Take(Vertex("i", "[internal] load build context", seconds: 2));

        Assert.Equal(["#1 [internal] load build context", "#1 DONE 2.0 s"], Lines);
    }

    [Theory]
    [InlineData("[internal] load build context")]
    [InlineData("[internal] load metadata for docker.io/library/x:latest")]
    [InlineData("exporting to image")]
    public void Housekeeping_that_is_over_at_once_is_not_reported_and_takes_no_number(string name)
    {
        Take(Vertex("i", name), Vertex("a", "[2/3] RUN a"));
        Status("i", "transferring context:", 42, isDone: true);
        _log.Tick();
        Take(Vertex("i", name, seconds: 0.9), Vertex("a", "[2/3] RUN a", seconds: 0));
        Take(Vertex("c", name + " of another") with { IsCached = true });

        Assert.Equal(["#1 [2/3] RUN a", "#1 DONE 0.0 s"], Lines);
    }

    [Fact]
    public void Housekeeping_that_takes_long_is_reported_while_it_does()
    {
        Take(Vertex("i", "[internal] load build context"), Vertex("a", "[2/3] RUN a"));
        _time.Now += TimeSpan.FromSeconds(1.1);
        _log.Tick();
        _log.Tick();
        Status("i", "transferring context:", 42, isDone: true);
        Take(Vertex("i", "[internal] load build context", seconds: 1.2));

        Assert.Equal(["#1 [2/3] RUN a", "#2 [internal] load build context", "transferring context: 42 B", "#2 DONE 1.2 s"], Lines);
    }

    [Fact]
    public void Housekeeping_that_took_long_and_of_which_nothing_was_heard_meanwhile_is_reported_at_its_end()
    {
        Take(Vertex("i", "exporting to image"));
        Status("i", "exporting layers", 42, isDone: true);
        Take(Vertex("i", "exporting to image", seconds: 12.3));

        Assert.Equal(["#1 exporting to image", "exporting layers 42 B", "#1 DONE 12.3 s"], Lines);
    }

    [Fact]
    public void Housekeeping_that_fails_is_reported_and_housekeeping_that_is_cancelled_is_not()
    {
        Take(Vertex("i", "[internal] load metadata for x"), Vertex("j", "[internal] load build context"));
        Take(Vertex("j", "[internal] load build context", seconds: 0) with { Error = "failed: context canceled" });
        Take(Vertex("i", "[internal] load metadata for x", seconds: 0) with { Error = "x: not found" });

        Assert.Equal(["#1 [internal] load metadata for x", "#1 FAILED"], Lines);
        Assert.Equal("HRP3030", Failure().Code);
    }

    [Fact]
    public void Housekeeping_that_writes_something_is_reported()
    {
        Take(Vertex("i", "resolve image config for x"));
        Write("i", "odd\n");

        Assert.Equal(["#1 resolve image config for x", "odd"], Lines);
    }

    [Fact]
    public void How_far_the_context_is_is_reported_until_all_of_it_is_sent()
    {
        Take(Vertex("i", "[internal] load build context"));
        Status("i", "transferring context:", 42);
        Take(Vertex("i", "[internal] load build context", seconds: 0));
        _log.Complete();

        Assert.Equal(
            [
                new TransferStatus("Sending the build context", 42, 100) { IsAtMost = true },
                new TransferStatus("Sending the build context", 42, null) { IsOver = true },
            ],
            _report.Transfers);
    }

    [Fact]
    public void A_base_image_is_the_sum_of_its_layers_and_they_have_short_ids()
    {
        var layer = "sha256:" + new string('a', 64);
        Take(Vertex("a", "[1/3] FROM docker.io/library/x@sha256:12"));
        Status("a", layer, 10, total: 100);
        Status("a", "sha256:b", 20, total: 50);
        Status("a", "extracting " + layer, 0);
        Status("a", layer, 100, total: 100, isDone: true);

        Assert.Equal(
            [(10, 100), (30, 150), (120, 150)], _report.Transfers.Select(status => ((int)status.Done, (int)status.Total!)));
        NonEmpty.All(_report.Transfers, status => Assert.Equal("Pulling docker.io/library/x", status.Name));
        Assert.Equal("sha256:aaaaaaaaaaaa 100 B", Lines.Last());
    }

    [Fact]
    public void Cached_steps_are_counted_and_reported_once()
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
    public void A_failed_step_is_reported_with_its_last_lines_and_not_the_ones_that_it_stopped()
    {
        Take(Vertex("b", "[3/3] RUN b"), Vertex("a", "[2/3] RUN a"));
        Write("a", string.Concat(Enumerable.Range(1, 30).Select(number => $"line {number}\n")) + "no line break");
        Take(Vertex("b", "[3/3] RUN b", seconds: 1) with { Error = "failed: context canceled" });
        Take(Vertex("a", "[2/3] RUN a", seconds: 1) with { Error = "process \"/bin/sh -c a\" did not complete successfully: exit code: 7" });

        var error = Failure();

        var tail = string.Concat(Enumerable.Range(12, 19).Select(number => $"\n  line {number}"));
        Assert.Equal($"Step 2 of 3 (RUN a) failed: it exited with code 7{tail}\n  no line break", error.Text);
        Assert.Equal(("HRP3006", 6), (error.Code, error.Location?.Line));
        Assert.Equal(["#1 CANCELED", "#2 FAILED"], _report.Lines.Select(line => line.Text).Where(text => text.EndsWith("ED", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_cache_that_is_not_there_is_reported_and_is_never_why_a_build_failed()
    {
        Take(Vertex("c", "importing cache manifest from x"), Vertex("a", "[2/3] RUN a"));
        Take(Vertex("c", "importing cache manifest from x", seconds: 1) with { Error = "x: not found" });
        Take(Vertex("a", "[2/3] RUN a", seconds: 1) with { Error = "exit code: 7" });

        Assert.Equal(("HRP3006", 6), (Failure().Code, Failure().Location?.Line));
        Assert.Contains("#2 FAILED: x: not found", _report.Lines.Select(line => line.Text));
    }

    [Fact]
    public void A_warning_of_a_rule_has_its_name_in_the_code_and_its_line()
    {
        _log.Take(new TraceUpdate([], [], [], [Warning("StageNameCasing: it should be lower case (line 2)")]));
        _log.Take(new TraceUpdate([], [], [], [Warning("no rule: at all") with { Ranges = [] }]));

        var (rule, other) = (_report.Warnings.First(), _report.Warnings.Last());
        Assert.Equal(("HRP3040-StageNameCasing", 6), (rule.Code, rule.Location?.Line));
        Assert.Equal("BuildKit warns: it should be lower case (line 2) more https://help", rule.Text);
        Assert.Equal(("HRP3040", null), (other.Code, other.Location));
    }

    private Diagnostic Failure()
    {
        var credentials = new RegistryCredentials(new HostEnvironment(_ => null, "/", "/"), TestContext.Current.CancellationToken);
        return BuildKitBuildFailure.Of(new SolveFailure(RpcStatus.Unknown, "failed to solve"), _log, _locator, credentials);
    }

    private static TraceWarning Warning(string summary) =>
        new("a", summary) { Detail = ["more"], HelpLink = "https://help", Ranges = [new TraceRange(2, 0, 2, 3)] };

    private static TraceVertex Vertex(string digest, string name, double? seconds = null) =>
        new(digest, name) { Started = Start, Completed = seconds is { } took ? Start.AddSeconds(took) : null };

    private void Take(params TraceVertex[] vertexes) => _log.Take(new TraceUpdate([.. vertexes], [], [], []));

    private IEnumerable<string> Lines => _report.Lines.Select(line => line.Text);

    private void Status(string digest, string id, long current, long total = 0, bool isDone = false) => _log.Take(new TraceUpdate(
        [], [new TraceStatus(digest, id) { Current = current, Total = total, Completed = isDone ? Start : null }], [], []));

    private void Write(string digest, string text) =>
        _log.Take(new TraceUpdate([], [], [new TraceLog(digest, 1, Encoding.UTF8.GetBytes(text), null)], []));
}
