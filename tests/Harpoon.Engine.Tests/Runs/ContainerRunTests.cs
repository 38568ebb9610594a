using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Runs;

[Trait("Tier", "Smoke")]
public sealed class ContainerRunTests(EngineFixture fixture) : RunTests(fixture)
{
    [EngineFact]
    public async Task Both_streams_are_seen_line_by_line()
    {
        var outcome = await RunAsync(Shell("echo out; echo err >&2; printf last"));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Null(outcome.Failure);
        Assert.Equal(["out", "last"], Texts(OutputChannel.StandardOutput));
        Assert.Equal(["err"], Texts(OutputChannel.StandardError));
    }

    [EngineTheory]
    [InlineData("exit 1", 1, "HRP4010")]
    [InlineData("exit 125", 125, "HRP4010")]
    [InlineData("/etc", 126, "HRP4013")]
    [InlineData("no-such-program", 127, "HRP4014")]
    [InlineData("kill -9 $$", 137, "HRP4012")]
    [InlineData("trap 'exit 143' TERM; kill -TERM $$", 143, "HRP4012")]
    public async Task A_failed_command_is_an_error_that_names_image_command_and_code(string command, int exitCode, string code)
    {
        // PID 1 can't be killed from inside: the shell that is to be gets a parent.
        var outcome = await RunAsync(Shell(command).With(container => container with { Init = true }));

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Equal(code, outcome.Failure?.Code);
        Assert.Contains(TestImages.Base, outcome.Failure?.Text, StringComparison.Ordinal);
        Assert.Contains(command, outcome.Failure?.Text, StringComparison.Ordinal);
        Assert.Contains($"{exitCode}", outcome.Failure?.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_error_shows_what_the_command_wrote_last_but_no_value_of_the_builds_own()
    {
        var inherited = EnvironmentVariable.Parse("TOKEN", _ => "open sesame")!;
        var outcome = await RunAsync(Shell("for i in $(seq 30); do echo line $i; done; echo $TOKEN; exit 3") with { Environment = [inherited] });

        Assert.Contains("\n  line 30\n", outcome.Failure?.Text, StringComparison.Ordinal);
        Assert.Contains("\n  ***", outcome.Failure?.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("line 9\n", outcome.Failure?.Text, StringComparison.Ordinal);
        Assert.Contains("open sesame", Texts(OutputChannel.StandardOutput));
    }

    [EngineFact]
    public async Task Any_exit_code_is_fine_where_it_is_ignored()
    {
        var outcome = await RunAsync(Shell("exit 3") with { IgnoreExitCode = true });

        Assert.Equal(3, outcome.ExitCode);
        Assert.Null(outcome.Failure);
    }

    [EngineFact(NotOnPodman = PodmanLacks.OutOfMemory)]
    public async Task Running_out_of_memory_is_distinguished_from_being_killed()
    {
        var outcome = await RunAsync(Shell(Hungry).With(container => container with { Memory = MemorySize.Parse("8m").Bytes }));

        Assert.Equal(137, outcome.ExitCode);
        Assert.Equal("HRP4011", outcome.Failure?.Code);
    }

    [EngineTheory]
    [InlineData("/no/such/program", 127, "HRP4016")]
    [InlineData("/etc", 126, "HRP4017")]
    public async Task A_program_that_cannot_be_started_has_the_code_that_the_docker_CLI_gives(string program, int exitCode, string code)
    {
        var outcome = await RunAsync(new ContainerRunOptions(new ContainerSpec(TestImages.Base) { Command = [program] }));

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Equal(code, outcome.Failure?.Code);
    }

    [EngineFact]
    public async Task What_names_a_program_that_is_missing_is_said()
    {
        var line = (await RunAsync(Shell("true").With(container => container with { Entrypoint = ["/no/such"] }) with { Command = null })).Failure!;
        var argument = (await RunAsync(new ContainerRunOptions(new ContainerSpec(TestImages.Base) { Command = ["/no/such"] }))).Failure!;

        Assert.Equal(("DockerRunEntrypoint", null), (line.Property, line.Item));
        Assert.Contains("DockerRunEntrypoint names the program", line.Text, StringComparison.Ordinal);
        Assert.Equal(new ItemReference("DockerRunArgument", "/no/such"), argument.Item);
        Assert.Contains("no ENTRYPOINT", argument.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_command_that_fails_is_about_its_property()
    {
        Assert.Equal("DockerRunCommand", (await RunAsync(Shell("exit 3"))).Failure?.Property);
        Assert.Null((await RunAsync(new ContainerRunOptions(new ContainerSpec(TestImages.Base) { Command = ["false"] }))).Failure?.Property);
    }

    [EngineFact]
    public async Task An_image_with_nothing_to_run_is_reported_with_what_to_add()
    {
        var error = await Assert.ThrowsAsync<HarpoonException>(() => RunAsync(new ContainerRunOptions(TestImages.Base)));

        Assert.Equal("HRP4024", error.Diagnostics.Single().Code);
    }

    [EngineFact(NotOnPodman = "refuses such a container when it is created: HRP4023")]
    public async Task A_network_that_can_not_be_had_is_the_engines_word_under_code_125()
    {
        var outcome = await RunAsync(Shell("true").With(container => container with { Network = "container:harpoon-runs-no-such" }));

        Assert.Equal((125, "HRP4015"), (outcome.ExitCode, outcome.Failure?.Code));
        Assert.Contains("harpoon-runs-no-such", outcome.Failure?.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Options_reach_the_command()
    {
        await RunAsync(Shell("echo $A; pwd; id -u; touch /x || echo read-only; cat /proc/1/comm; test -t 1 && echo terminal")
            .With(container => container with { WorkingDirectory = "/tmp", User = "1234", ReadOnly = true, Init = true, Tty = true }) with
        {
            Environment = [new("A", "b c=d")],
        });

        // Podman's is called by its program or by where it is mounted.
        Assert.Equal(
            ["b c=d", "/tmp", "1234", "touch: /x: Read-only file system", "read-only", "init", "terminal"],
            Texts(OutputChannel.StandardOutput).Select(line => line is "docker-init" or "podman-init" or "catatonit" ? "init" : line));
    }

    [EngineFact]
    public async Task Arguments_go_to_the_program_as_they_are()
    {
        await RunAsync(new ContainerRunOptions(new ContainerSpec(TestImages.Base) { Command = ["/bin/echo", "a  b", "*.txt", "$HOME"] }));

        Assert.Equal(["a  b *.txt $HOME"], Texts(OutputChannel.StandardOutput));
    }

    [EngineFact]
    public async Task A_name_in_use_is_an_error_that_says_what_to_do()
    {
        var name = $"harpoon-runs-{Guid.NewGuid():N}";
        var first = await (await EngineAsync()).Containers.CreateAsync(new ContainerSpec(TestImages.Base) { Name = name, Command = ["true"] }, Token);
        try
        {
            var error = await Assert.ThrowsAsync<HarpoonException>(() => RunAsync(Shell("true").With(container => container with { Name = name })));
            Assert.Equal("HRP4021", Assert.Single(error.Diagnostics).Code);
        }
        finally
        {
            await (await EngineAsync()).Containers.RemoveAsync(first.Id, CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task An_image_that_can_not_be_had_is_an_error_that_names_it()
    {
        await using var registry = new EmptyRegistry();
        var image = registry.Name("harpoon-runs/none:1");

        var error = await Assert.ThrowsAsync<HarpoonException>(() => RunAsync(new ContainerRunOptions(image)));

        Assert.Equal("HRP4022", Assert.Single(error.Diagnostics).Code);
        Assert.Contains(image, error.Message, StringComparison.Ordinal);
    }
}
