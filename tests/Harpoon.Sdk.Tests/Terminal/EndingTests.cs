namespace Harpoon.Sdk.Tests.Terminal;

/// <summary>However a run at a terminal ends, the terminal is as it was found, and nothing is left on the engine.</summary>
[Collection(nameof(SweptAlone))]
public sealed class EndingTests(PackedSdk sdk)
{
    private const string Script = $"dotnet run; echo code $?; ";

    [EngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_kill_the_terminal_is_restored_and_the_next_run_clears_away(bool all)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked for in /proc.");
        await using var shell = await ContainerShell.CreateAsync(sdk);
        var terminal = new TerminalUser(shell.User, Script + TerminalUser.UntilRestored);
        await terminal.SeesAsync("shell> ");

        var running = RunningProgram.In(shell.User);
        RunningProgram.Kill(all ? running.DotnetRun : running.Program, all);

        await terminal.SeesAsync("code 137");
        await terminal.SeesAsync("restored");
        await terminal.EndsAsync();
        Assert.NotEmpty(await Containers.NamedAsync(shell.Name));

        (await shell.User.DotnetAsync("run", "--", "-c", "true")).Succeeded();
        Assert.Empty(await Containers.NamedAsync(shell.Name));
    }

    [EngineFact]
    public async Task When_dotnet_run_alone_is_killed_the_container_goes_by_itself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked for in /proc.");
        await using var shell = await ContainerShell.CreateAsync(sdk, "<PropertyGroup><DockerRunStopTimeout>1</DockerRunStopTimeout></PropertyGroup>");
        var terminal = new TerminalUser(shell.User, Script + TerminalUser.UntilRestored);
        await terminal.SeesAsync("shell> ");

        RunningProgram.Kill(RunningProgram.In(shell.User).DotnetRun);

        await terminal.SeesAsync("restored");
        await Containers.WaitAsync(shell.Name, isThere: false);
        await terminal.EndsAsync();
    }

    [EngineFact]
    public async Task A_terminated_run_stops_its_container()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked for in /proc.");
        await using var shell = await ContainerShell.CreateAsync(sdk);
        var terminal = new TerminalUser(
            shell.User,
            $"""
            dotnet run -- -c "trap 'echo bye; exit' TERM; echo ready; while true; do sleep 0.1; done"; echo code $?
            {TerminalUser.UntilRestored}
            """);
        await terminal.SeesAsync("ready");

        await shell.User.Command("kill", "-TERM", $"{RunningProgram.In(shell.User).Program}").ExecuteAsync();

        await terminal.SeesAsync("bye");
        await terminal.SeesAsync("code 143");
        await terminal.SeesAsync("restored");
        await terminal.EndsAsync();
        Assert.Empty(await Containers.NamedAsync(shell.Name));
    }

    [EngineTheory]
    [InlineData("<DockerRunTimeout>2000</DockerRunTimeout><DockerRunStopTimeout>0</DockerRunStopTimeout>", "exec sleep 600", "error HRP4020")]
    [InlineData("<DockerRunMemory>16m</DockerRunMemory>", "echo hungry; x=x; while true; do x=$x$x; done", "hungry")]
    public async Task A_run_that_has_had_enough_time_or_memory_ends(string limit, string command, string seen)
    {
        await using var shell = await ContainerShell.CreateAsync(sdk, $"<PropertyGroup>{limit}</PropertyGroup>");
        var terminal = new TerminalUser(shell.User, $"dotnet run -- -c '{command}'; echo code $?; {TerminalUser.UntilRestored}");

        await terminal.SeesAsync(seen);
        await terminal.SeesAsync("code 137");
        await terminal.SeesAsync("restored");
        await terminal.EndsAsync();
        Assert.Empty(await Containers.NamedAsync(shell.Name));
    }

    [EngineFact]
    public async Task Without_a_terminal_in_the_container_an_interrupt_is_passed_on_and_the_third_one_ends_the_run()
    {
        await using var shell = await ContainerShell.CreateAsync(sdk);

        // The terminal's own Ctrl+C: it goes to dotnet run, which goes on, and to the program.
        var terminal = new TerminalUser(
            shell.User,
            $"""
            trap : INT
            dotnet run -- -c "trap 'echo heard' INT; trap 'exit' TERM; echo ready; while true; do sleep 0.1; done" >out.txt; echo code $?
            {TerminalUser.UntilRestored}
            """);
        await FileHasAsync(shell.User, "ready");
        await terminal.TypeAsync("\u0003");
        await FileHasAsync(shell.User, "heard\n");
        await terminal.TypeAsync("\u0003");
        await FileHasAsync(shell.User, "heard\nheard\n");
        await terminal.TypeAsync("\u0003");

        await terminal.SeesAsync("code 130");
        await terminal.EndsAsync();
        Assert.Empty(await Containers.NamedAsync(shell.Name));
    }

    [EngineFact]
    public async Task When_the_engine_goes_the_run_says_so()
    {
        Assert.SkipWhen(OwnDaemon.WhyNot is not null, OwnDaemon.WhyNot ?? "");
        await using var daemon = await OwnDaemon.StartAsync(TestContext.Current.CancellationToken);
        await using var shell = await ContainerShell.CreateAsync(sdk);
        shell.User.Environment["DOCKER_HOST"] = daemon.Address;
        var terminal = new TerminalUser(shell.User, Script + TerminalUser.UntilRestored);
        await terminal.SeesAsync("shell> ");

        daemon.Kill();

        await terminal.SeesAsync("error HRP403");
        await terminal.SeesAsync("code 125");
        await terminal.SeesAsync("restored");
        await terminal.EndsAsync();
    }

    private static async Task FileHasAsync(Scratch user, string text)
    {
        var path = user.PathOf("out.txt");
        var patience = Patience.Token();
        while (!File.Exists(path) || !(await File.ReadAllTextAsync(path)).Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(100, patience);
        }
    }
}
