using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Api.Images;

public sealed class TransferProgressTests
{
    private readonly RecordingReport _report = new();
    private readonly TransferProgress _progress;

    public TransferProgressTests() => _progress = new TransferProgress("Pulling x", _report);

    [Fact]
    public void What_became_of_a_layer_is_a_line_and_what_is_done_to_it_is_none()
    {
        Take(
            Status("3", "Pulling from x"),
            Status("a", "Pulling fs layer"),
            Status("a", "Waiting"),
            Status("a", "Downloading", 1, 9),
            Status("a", "Verifying Checksum"),
            Status("a", "Download complete"),
            Status("a", "Extracting", 1, 9),
            Status("a", "Pull complete"),
            Status("b", "Already exists"),
            Status("b", "Already exists"),
            new() { Status = "Digest: sha256:1" },
            new() { Id = "a" });

        Assert.Equal(["3: Pulling from x", "a: Pull complete", "b: Already exists", "Digest: sha256:1"], _report.Lines.Select(line => line.Text));
    }

    [Fact]
    public void A_status_that_no_one_knows_is_a_line_too()
    {
        Take(Status("a", "Retrying in 5 seconds"), Status("a", "Retrying in 4 seconds"), Status("a", "Retrying in 4 seconds"));

        Assert.Equal(["a: Retrying in 5 seconds", "a: Retrying in 4 seconds"], _report.Lines.Select(line => line.Text));
    }

    [Fact]
    public void A_pull_is_the_sum_of_its_layers()
    {
        Take(Status("a", "Pulling fs layer"), Status("b", "Pulling fs layer"), Status("c", "Already exists"), Status("a", "Downloading", 10, 100));

        // The size of b is unknown.
        Assert.Equal(new TransferStatus("Pulling x", 10, null) { Layers = (1, 3) }, _report.Transfers.Last());

        Take(Status("b", "Downloading", 50, 300));
        Assert.Equal(new TransferStatus("Pulling x", 60, 400) { Layers = (1, 3) }, _report.Transfers.Last());

        // Extracting counts from the start again, and all bytes are here.
        Take(Status("a", "Download complete"), Status("a", "Extracting", 5, 100));
        Assert.Equal(new TransferStatus("Pulling x", 150, 400) { Layers = (1, 3) }, _report.Transfers.Last());

        Take(Status("a", "Pull complete"));
        _progress.Complete();
        _progress.Complete();
        Assert.Equal(new TransferStatus("Pulling x", 150, 400) { Layers = (2, 3), IsOver = true }, Assert.Single(_report.Transfers, status => status.IsOver));
    }

    [Fact]
    public void A_push_never_sends_more_than_there_is()
    {
        Take(Status("a", "Preparing"), Status("b", "Waiting"), Status("a", "Pushing", 120, 100), Status("b", "Layer already exists"));

        Assert.Equal(new TransferStatus("Pulling x", 100, 100) { Layers = (1, 2) }, _report.Transfers.Last());
    }

    [Fact]
    public void An_engine_that_counts_nothing_has_layers_to_count()
    {
        Take(Status("a", "Pushing"), Status("b", "Pushing"), Status("a", "Pushed"));

        Assert.Equal(new TransferStatus("Pulling x", 0, null) { Layers = (1, 2) }, _report.Transfers.Last());
    }

    private static EngineMessage Status(string id, string status, long? current = null, long? total = null) =>
        new() { Id = id, Status = status, Current = current, Total = total };

    private void Take(params EngineMessage[] messages)
    {
        foreach (var message in messages)
        {
            _progress.Take(message);
        }
    }
}
