namespace Harpoon.Sdk.Tests.Terminal;

public sealed class InteractiveTests(PackedSdk sdk)
{
    private const string CtrlC = "\u0003";
    private const string CtrlZ = "\u001a";
    private const string Escape = "\u001b";

    [EngineFact]
    public async Task A_shell_in_the_container_has_the_users_terminal()
    {
        await using var shell = await ContainerShell.CreateAsync(sdk);
        var terminal = new TerminalUser(shell.User, $"dotnet run; echo code $?; {TerminalUser.UntilRestored}");
        await terminal.SeesAsync("shell> ");

        // Its size is the terminal's, at the start and when that changes.
        await terminal.TypeAsync("until stty size | grep '31 91'; do sleep 0.1; done\n");
        await terminal.SeesAsync("31 91\r\n");
        await terminal.ResizeAsync(40, 120);
        await terminal.TypeAsync("until stty size | grep '40 120'; do sleep 0.1; done\n");
        await terminal.SeesAsync("40 120\r\n");

        // Keys are the program's: it is the one that is interrupted, and stopped.
        await terminal.TypeAsync("sh -c 'echo a; exec sleep 600'\n");
        await terminal.SeesAsync("a\r\n");
        await terminal.TypeAsync(CtrlC);
        await terminal.TypeAsync("echo interrupted $?\n");
        await terminal.SeesAsync("interrupted 130");
        await terminal.TypeAsync("sh -c 'echo b; exec sleep 600'\n");
        await terminal.SeesAsync("b\r\n");
        await terminal.TypeAsync(CtrlZ);
        await terminal.SeesAsync("Stopped");
        await terminal.TypeAsync("exit 7\n");
        await terminal.SeesAsync("You have stopped jobs");
        await terminal.TypeAsync("exit 7\n");

        await terminal.SeesAsync("code 7");
        await terminal.SeesAsync("restored");
        await terminal.EndsAsync();
        Assert.Empty(await Containers.NamedAsync(shell.Name));
    }

    [EngineFact]
    public async Task A_full_screen_program_draws_and_is_typed_into()
    {
        await using var shell = await ContainerShell.CreateAsync(sdk);
        var terminal = new TerminalUser(shell.User, $"dotnet run -- -c 'vi /tmp/note; cat /tmp/note'; {TerminalUser.UntilRestored}");

        // It draws the empty lines of the whole screen, and says at the bottom where it is.
        await terminal.SeesAsync("~");
        await terminal.SeesAsync("1/1");
        await terminal.TypeAsync($"iünïcödé{Escape}");
        await terminal.SeesAsync("[Modified]");
        await terminal.TypeAsync(":wq\n");

        await terminal.SeesAsync("ünïcödé\r\n");
        await terminal.SeesAsync("restored");
        await terminal.EndsAsync();
    }
}
