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

    [EngineFact]
    public async Task A_second_Ctrl_C_does_not_wait_for_the_command_to_end()
    {
        using var user = new Scratch(sdk);
        Write(user, "trap '' TERM; echo deaf; while true; do sleep 0.1; done", stopTimeout: 600);
        using var screen = new Screen();
        var running = user.TerminalCommand("build", "-t:Show")
            .WithStandardInputPipe(PipeSource.Create(async (terminal, token) =>
            {
                await screen.ShowsAsync("deaf\r\n", token);
                await PressAsync(terminal, token);
                await screen.ShowsAsync("or at another Ctrl+C", token);
                await PressAsync(terminal, token);
                await Containers.WaitAsync(_name, isThere: false);
            }))
            .WithStandardOutputPipe(PipeTarget.ToStream(screen))
            .ExecuteAsync(Patience.Token());

        Assert.NotEqual(0, (await running).ExitCode);
    }

    private static async Task PressAsync(Stream terminal, CancellationToken cancellationToken)
    {
        await terminal.WriteAsync(new byte[] { 3 }, cancellationToken);
        await terminal.FlushAsync(cancellationToken);
    }

    private void Write(Scratch user, string command, int stopTimeout = 5) => user.WriteCsproj("App.csproj", $"""
        <Target Name="Show" DependsOnTargets="DockerLiveOutput">
          <DockerRun Image="{TestImages.Base}" Name="{_name}" Command="{command}" StopTimeout="{stopTimeout}" />
        </Target>
        """);
}
