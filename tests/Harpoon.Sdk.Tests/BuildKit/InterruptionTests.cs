using CliWrap;
using Harpoon.Engine.Tests.Builds;

namespace Harpoon.Sdk.Tests.BuildKit;

public sealed class InterruptionTests(PackedSdk sdk)
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_terminal_shows_a_steps_line_while_it_runs_and_Ctrl_C_ends_the_step_in_the_engine()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", $"""
            <PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="RUN" Arguments="echo star''ted; sleep 600; echo {image}" />
            </ItemGroup>
            """);
        var started = new TaskCompletionSource();
        var isOfThisMachine = false;

        // Byte 3 is what the interrupt key sends, and the terminal makes a SIGINT of it.
        var result = await user.TerminalCommand("build")
            .WithStandardInputPipe(PipeSource.Create(async (terminal, token) =>
            {
                await started.Task.WaitAsync(token);
                isOfThisMachine = EngineProcesses.Exist(image.Name);
                await terminal.WriteAsync(new byte[] { 3 }, token);
                await terminal.FlushAsync(token);
                while (EngineProcesses.Exist(image.Name))
                {
                    await Task.Delay(20, token);
                }
            }))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line =>
            {
                if (line.Contains("started", StringComparison.Ordinal))
                {
                    started.TrySetResult();
                }
            }))
            .ExecuteAsync(Patience.Token());

        Assert.SkipUnless(isOfThisMachine, "The engine's processes are not of this machine.");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Null(await image.FindAsync());
    }
}
