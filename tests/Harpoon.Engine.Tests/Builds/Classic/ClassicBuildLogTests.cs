using Harpoon.Engine.Builds.Classic;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Classic;

public sealed class ClassicBuildLogTests : IDisposable
{
    private readonly RecordingReport _report = new();
    private readonly ClassicBuildLog _log;

    public ClassicBuildLogTests() => _log = new ClassicBuildLog(_report);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Lines_come_whole_whatever_the_messages_hold()
    {
        Write("Step 1/2 : FROM x", "\n", " ---> 12\nSte", "p 2/2 : RUN y\n", "\u001b[91merr\n\u001b[0m", "10%\r20%\r30%\n", "rest");
        _log.Complete();

        Assert.Equal(
            ["Step 1/2 : FROM x", " ---> 12", "Step 2/2 : RUN y", "err", "30%", "rest"],
            _report.Lines.Select(line => line.Text));
    }

    [Fact]
    public void The_last_lines_are_those_of_the_last_step()
    {
        Write("Step 1/2 : FROM x\n", "old\n", "Step 2/2 : RUN y\n", " ---> Running in 12ab34cd56ef\n");
        Write([.. Enumerable.Range(1, 30).Select(number => $"line {number}\n")]);

        Assert.Equal(new StepLine(2, 2, "RUN y"), _log.Step);
        Assert.Equal(Enumerable.Range(11, LastLines.Kept).Select(number => $"line {number}"), _log.LastLines.Lines);
        Assert.Equal("12ab34cd56ef", _log.StepContainer);
    }

    [Theory]
    [InlineData("database")]
    [InlineData("12ab")]
    [InlineData("../images/ab")]
    [InlineData("12AB34CD56EF")]
    public void What_is_no_id_is_the_container_of_no_step(string name)
    {
        Write("Step 1/1 : RUN y\n", $" ---> Running in {name}\n");

        Assert.Null(_log.StepContainer);
    }

    [Fact]
    public void Podman_counts_the_steps_of_each_stage_and_adds_those_of_its_base_image()
    {
        Write("[1/3] STEP 1/2: FROM x AS a\n", "[1/3] STEP 2/2: RUN y\n", "--> Using cache 12ab\n", "--> 12ab\n");
        Write("[3/3] STEP 1/2: FROM a\n");
        Assert.Equal((3, 1), (_log.Step?.Stage, _log.Instruction));

        Write("[3/3] STEP 2/3: RUN trigger\n");
        Assert.Equal(1, _log.Instruction);

        Write("[3/3] STEP 3/3: RUN z\n", "said\n");
        Assert.Equal(2, _log.Instruction);
        Assert.Equal((5, 1), (_log.Steps, _log.CachedSteps));
        Assert.Equal(["said"], _log.LastLines.Lines);
    }

    [Fact]
    public void A_step_of_Podman_without_a_stage_is_of_the_first()
    {
        Write("STEP 1/2: FROM x\n", "STEP 2/2: RUN echo a: b\n");

        Assert.Equal(new StepLine(2, 2, "RUN echo a: b") { Stage = 1 }, _log.Step);
    }

    [Fact]
    public void A_program_that_speaks_like_the_builder_does_not_move_the_step()
    {
        Write("Step 1/3 : FROM x\n", "Step 3/3 : RUN fake\n", "Step 2/9 : RUN fake\n", "Step x/3 : y\n", "Step 2 : y\n");

        Assert.Equal(1, _log.Step?.Number);
    }

    [Fact]
    public void The_id_in_the_auxiliary_data_is_worth_more_than_one_in_the_output()
    {
        Write("Successfully built f00\n");
        Assert.Equal("f00", _log.ImageId);

        _log.Take(new EngineMessage { AuxId = "sha256:1" });
        Write("Successfully built bad\n");
        Assert.Equal("sha256:1", _log.ImageId);
    }

    [Fact]
    public void Cached_steps_are_counted()
    {
        Write("Step 1/3 : FROM x\n", " ---> 1\n", "Step 2/3 : RUN a\n", " ---> Using cache\n", " ---> 2\n", "Step 3/3 : RUN b\n", " ---> Using cache\n");

        Assert.Equal(2, _log.CachedSteps);
    }

    [Fact]
    public void What_the_engine_warns_of_is_a_warning()
    {
        Write("[Warning] One or more build-args [Z] were not consumed\n");

        Assert.Empty(_report.Lines);
        var warning = Assert.Single(_report.Warnings);
        Assert.Equal("HRP3015", warning.Code);
        Assert.Contains("One or more build-args [Z]", warning.Text, StringComparison.Ordinal);
    }

    private void Write(params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            _log.Take(new EngineMessage { Stream = piece });
        }
    }
}
