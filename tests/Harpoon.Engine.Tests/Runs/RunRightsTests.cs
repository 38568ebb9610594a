using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Runs;

public sealed class RunRightsTests(EngineFixture fixture) : RunTests(fixture)
{
    [EngineFact]
    public async Task An_entrypoint_gets_the_arguments_in_the_place_of_the_images_own()
    {
        await RunAsync(new ContainerRunOptions(new ContainerSpec(TestImages.Base) { Entrypoint = EntrypointForm.Parse("""["/bin/echo", "a b"]"""), Command = ["c", "*"] }));

        Assert.Equal(["a b c *"], Texts(OutputChannel.StandardOutput));
    }

    [EngineFact]
    public async Task Capabilities_are_dropped_and_added()
    {
        await RunAsync(Shell("grep CapEff /proc/self/status").With(container => container with { CapDrop = ["all"], CapAdd = ["chown", "CAP_NET_BIND_SERVICE"] }));

        // Bits 0 and 10 of capabilities(7).
        Assert.Equal(["CapEff:\t0000000000000401"], Texts(OutputChannel.StandardOutput));
    }

    [EngineFact]
    public async Task Processes_are_limited_or_a_warning_says_that_they_are_not()
    {
        var outcome = await RunAsync(Shell("for i in 1 2 3 4 5 6 7 8; do sleep 1 & done; wait").With(container => container with { PidsLimit = 4 }));

        // A rootless engine may set no limit with version 1 of cgroups, and Podman passes over it.
        if (EngineAvailability.IsRootless && !File.Exists("/sys/fs/cgroup/cgroup.controllers"))
        {
            var warning = Assert.Single(Report.Warnings);
            Assert.Equal("HRP4150", warning.Code);
            Assert.Contains("DockerRunPidsLimit", warning.Text, StringComparison.Ordinal);
            return;
        }

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains(Texts(OutputChannel.StandardError), line => line.Contains("fork", StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task A_device_of_the_host_is_there_under_the_name_that_was_asked_for()
    {
        await RunAsync(Shell("head -c 3 /dev/nothing | wc -c; echo x 2>/dev/null >/dev/nothing || echo refused")
            .With(container => container with { Devices = [DeviceGrammar.Parse("/dev/zero:/dev/nothing:r")] }));

        Assert.Equal("3", Texts(OutputChannel.StandardOutput)[0].Trim());
    }

    [EngineFact]
    public async Task Labels_are_the_containers()
    {
        var engine = await EngineAsync();
        var outcome = await ContainerRun.ExecuteAsync(
            new RunContext(Marked(Shell("true").With(container => container with { Labels = new Dictionary<string, string> { ["com.example.team"] = "a=b" } }) with { Keep = true }), engine, Host, Report), Token);
        try
        {
            Assert.Equal("a=b", Assert.Single(await MarkedContainersAsync()).Labels["com.example.team"]);
        }
        finally
        {
            await engine.Containers.RemoveAsync(outcome.ContainerId, CancellationToken.None);
        }
    }

    [EngineFact(NotOnPodman = "passes over GPUs, which is a warning: HRP4151")]
    public async Task GPUs_that_no_runtime_has_are_a_refusal_that_says_so()
    {
        Assert.SkipWhen(Directory.Exists("/proc/driver/nvidia"), "This machine has GPUs.");

        var outcome = await RunAsync(Shell("true").With(container => container with { DeviceRequests = [GpuGrammar.Parse("all")] }));

        Assert.Equal((125, "HRP4123"), (outcome.ExitCode, outcome.Failure?.Code));
        Assert.Contains("device driver", outcome.Failure?.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_capability_that_the_engine_does_not_know_is_refused_in_its_words()
    {
        var refusal = await Assert.ThrowsAsync<HarpoonException>(() => RunAsync(Shell("true").With(container => container with { CapAdd = ["FISHING"] })));

        Assert.Contains("FISHING", refusal.Message, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData(PullPolicy.Never, 0)]
    [InlineData(PullPolicy.Missing, 1)]
    public async Task An_image_that_the_engine_lacks_is_pulled_unless_never_is_said(PullPolicy policy, int pulls)
    {
        await using var registry = new EmptyRegistry();
        var nowhere = registry.Name("harpoon-runs/none:1");

        var refusal = await Assert.ThrowsAsync<HarpoonException>(() => RunAsync(new ContainerRunOptions(nowhere) { Pull = policy }));

        Assert.Equal("HRP4022", Assert.Single(refusal.Diagnostics).Code);
        Assert.Equal(pulls, Report.Messages.Count(message => message.Text == $"Pulling {nowhere}."));
    }

    [EngineFact]
    public async Task Always_asks_the_registry_for_an_image_that_is_there()
    {
        var engine = await EngineAsync();
        await using var registry = new EmptyRegistry();
        var image = registry.Name("harpoon-runs/pulled:1");
        await engine.Images.TagAsync(TestImages.Base, ImageReference.Parse(image), Token);
        try
        {
            Assert.Equal(0, (await RunAsync(new ContainerRunOptions(image) { Command = "true" })).ExitCode);
            var refusal = await Assert.ThrowsAsync<HarpoonException>(
                () => RunAsync(new ContainerRunOptions(image) { Command = "true", Pull = PullPolicy.Always }));
            Assert.Equal("HRP5005", Assert.Single(refusal.Diagnostics).Code);
        }
        finally
        {
            await engine.Images.RemoveAsync(image, force: false, CancellationToken.None);
        }
    }
}
