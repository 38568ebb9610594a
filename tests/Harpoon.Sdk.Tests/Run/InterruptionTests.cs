using System.Diagnostics;
using CliWrap;

namespace Harpoon.Sdk.Tests.Run;

public sealed class InterruptionTests(PackedSdk sdk)
{
    private readonly string name = $"harpoon-sdk-test-{Guid.NewGuid():n}";

    [EngineFact]
    public async Task Ctrl_C_in_a_terminal_leaves_no_container()
    {
        using var user = new Scratch(sdk);
        Write(user, "trap 'exit 9' TERM; while true; do sleep 0.1; done");

        // Byte 3 is what the interrupt key sends, and the terminal makes a SIGINT of it.
        var running = user.TerminalCommand("build", "-t:Show")
            .WithStandardInputPipe(PipeSource.Create(async (terminal, token) =>
            {
                await Containers.WaitAsync(name, isThere: true);
                await terminal.WriteAsync(new byte[] { 3 }, token);
                await terminal.FlushAsync(token);
                await Containers.WaitAsync(name, isThere: false);
            }))
            .ExecuteAsync(TestContext.Current.CancellationToken);

        var result = await running;

        Assert.NotEqual(0, result.ExitCode);
        Assert.Empty(await Containers.NamedAsync(name));
    }

    [EngineFact]
    public async Task After_a_kill_the_next_run_clears_away_what_was_left()
    {
        using var user = new Scratch(sdk);
        Write(user, "sleep 600");
        var running = user.Command("dotnet", "build", "-t:Show", "-m:1").ExecuteAsync(TestContext.Current.CancellationToken);
        await Containers.WaitAsync(name, isThere: true);
        using (var build = Process.GetProcessById(running.ProcessId))
        {
            build.Kill(entireProcessTree: true);
        }

        await running;
        Assert.NotEmpty(await Containers.NamedAsync(name));

        var next = (await user.DotnetAsync("build", "-t:Next", "-v:n")).Succeeded();

        Assert.Empty(await Containers.NamedAsync(name));
        Assert.Contains($"Removed the container {name}", next.Output, StringComparison.Ordinal);
    }

    private void Write(Scratch user, string command) => user.WriteCsproj("App.csproj", $"""
        <Target Name="Show" DependsOnTargets="DockerLiveOutput">
          <DockerRun Image="{TestImages.Base}" Name="{name}" Command="{command}" StopTimeout="5" />
        </Target>
        <Target Name="Next">
          <DockerRun Image="{TestImages.Base}" Command="true" />
        </Target>
        """);
}
