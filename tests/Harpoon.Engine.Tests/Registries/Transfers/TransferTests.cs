using System.Text;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Transfers;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Registries.Transfers;

public sealed class TransferTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly RecordingReport _report = new();
    private int _calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_became_of_a_layer_is_seen_once_and_how_far_it_is_is_progress()
    {
        await RunAsync(
            """
            {"status":"Pulling from library/alpine","id":"3.22"}
            {"status":"Downloading","id":"9824c27679d3","progress":"[=> ] 1MB/3MB","progressDetail":{"current":1,"total":3}}
            {"status":"Downloading","id":"9824c27679d3","progress":"[==>] 2MB/3MB","progressDetail":{"current":2,"total":3}}
            {"status":"Pull complete","id":"9824c27679d3"}
            """);

        Assert.Equal(
            ["3.22: Pulling from library/alpine", "9824c27679d3: Pull complete"],
            _report.Lines.Select(line => line.Text));
        Assert.Equal([1L, 2L, 3L, 3L], _report.Transfers.Select(status => status.Done));
        NonEmpty.All(_report.Transfers, status => Assert.Equal("Pulling x", status.Name));
    }

    [Theory]
    [InlineData("{\"status\":\"Digest: " + Digest + "\"}")]
    [InlineData("{\"status\":\"1.0: digest: " + Digest + " size: 528\"}")]
    [InlineData("{\"progressDetail\":{},\"aux\":{\"Tag\":\"1.0\",\"Digest\":\"" + Digest + "\",\"Size\":528}}")]
    public async Task The_digest_is_read_from_whatever_reports_it(string message) => Assert.Equal(Digest, await RunAsync(message + "\n{\"status\":\"done\"}"));

    [Fact]
    public async Task An_engine_that_reports_no_digest_is_asked_again_by_others() => Assert.Null(await RunAsync("""{"status":"digest: unknown"}"""));

    [Fact]
    public async Task A_failure_among_the_messages_is_one()
    {
        var failure = await Assert.ThrowsAsync<TransferException>(() => RunAsync(
            """
            {"status":"Pulling from library/alpine","id":"3.22"}
            {"errorDetail":{"message":"manifest unknown"},"error":"manifest unknown"}
            """));

        Assert.Equal("manifest unknown", failure.ResponseMessage);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task It_is_tried_again_until_it_is_done_and_each_attempt_is_reported()
    {
        const string Overloaded = """{"error":"received unexpected HTTP status: 503 Service Unavailable"}""";

        Assert.Equal(Digest, await RunAsync(Overloaded, Overloaded, $$"""{"status":"Digest: {{Digest}}"}"""));

        Assert.Equal(3, _calls);
        Assert.Equal(
            [
                "Pulling x.",
                $"Pulling x again in 1 s, attempt 2 of {TransferRetry.Attempts}, because it failed: received unexpected HTTP status: 503 Service Unavailable",
                $"Pulling x again in 2 s, attempt 3 of {TransferRetry.Attempts}, because it failed: received unexpected HTTP status: 503 Service Unavailable",
            ],
            _report.Messages.Select(message => message.Text));
    }

    [Fact]
    public async Task It_is_not_tried_for_ever()
    {
        var failure = await Assert.ThrowsAsync<TransferException>(() => RunAsync([.. Enumerable.Repeat("""{"error":"unexpected EOF"}""", 20)]));

        Assert.Equal("unexpected EOF", failure.ResponseMessage);
        Assert.Equal(TransferRetry.Attempts, _calls);
    }

    [Fact]
    public async Task An_answer_that_is_cut_is_asked_for_again() =>
        Assert.Equal(Digest, await RunAsync("""{"status":"Pull""", $$"""{"status":"Digest: {{Digest}}"}"""));

    [Fact]
    public async Task A_refusal_has_the_engines_words_and_status()
    {
        var failure = await Assert.ThrowsAsync<TransferException>(() => Transfer.RunAsync(
            "Pulling x", () => throw new EngineRefusedException("POST /images/create", 404, " no such image "), _report, new NoTime(), Token));

        Assert.Equal(("no such image", 404), (failure.ResponseMessage, failure.Status));
    }

    [Fact]
    public async Task Other_errors_pass() =>
        await Assert.ThrowsAsync<HarpoonException>(() => Transfer.RunAsync(
            "Pulling x", () => throw new HarpoonException(Diagnostic.Of("HRP1012", "e", 1)), _report, new NoTime(), Token));

    /// <summary>Each attempt gets the next of the answers.</summary>
    private Task<string?> RunAsync(params string[] answers) => Transfer.RunAsync(
        "Pulling x",
        () => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(answers[_calls++]))),
        _report,
        new NoTime(),
        Token);
}
