using CliWrap;

namespace Harpoon.Sdk.Tests.Run;

public sealed class InterruptionTests(PackedSdk sdk)
{
    private readonly string _name = $"harpoon-sdk-test-{Guid.NewGuid():n}";

    [EngineFact]
    public async Task Ctrl_C_in_a_terminal_leaves_no_container()
    {
        using var user = new Scratch(sdk);
        Write(user, "trap 'exit 9' TERM; while true; do sleep 0.1; done");

        // Byte 3 is what the interrupt key sends, and the terminal makes a SIGINT of it.
        var running = user.TerminalCommand("build", "-t:Show")
            .WithStandardInputPipe(PipeSource.Create(async (terminal, token) =>
            {
                await Containers.WaitAsync(_name, isThere: true);
                await terminal.WriteAsync(new byte[] { 3 }, token);
                await terminal.FlushAsync(token);
                await Containers.WaitAsync(_name, isThere: false);
            }))
            .ExecuteAsync(Patience.Token());

        var result = await running;

        Assert.NotEqual(0, result.ExitCode);
        Assert.Empty(await Containers.NamedAsync(_name));
    }

    private void Write(Scratch user, string command) => user.WriteCsproj("App.csproj", $"""
        <Target Name="Show" DependsOnTargets="DockerLiveOutput">
          <DockerRun Image="{TestImages.Base}" Name="{_name}" Command="{command}" StopTimeout="5" />
        </Target>
        """);
}
