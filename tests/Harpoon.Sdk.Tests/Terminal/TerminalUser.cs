using CliWrap;

namespace Harpoon.Sdk.Tests.Terminal;

/// <summary>Somebody at a terminal, in which a shell script runs: they type, and wait for what they want to see.</summary>
internal sealed class TerminalUser
{
    private const string Before = "before.txt";
    private readonly Scratch _user;
    private readonly TypedInput _keys = new();
    private readonly Screen _screen = new();
    private readonly CommandTask<CommandResult> _running;

    /// <param name="user">The folder.</param>
    /// <param name="script">The lines of the script, which <c>sh</c> runs: it leaves the terminal's modes alone.</param>
    public TerminalUser(Scratch user, string script)
    {
        _user = user;
        user.Write("script.sh", $"stty rows 31 cols 91; tty >tty.txt; stty -g >{Before}\n{script}\n");
        _running = user.InTerminal("exec sh script.sh")
            .WithStandardInputPipe(PipeSource.FromStream(_keys.Stream))
            .WithStandardOutputPipe(PipeTarget.ToStream(_screen))
            .ExecuteAsync(Patience.Token());
    }

    /// <summary>A line of a script that waits until the terminal is as it was found.</summary>
    public static string UntilRestored => $"until stty -g | cmp -s - {Before}; do sleep 0.1; done; echo restored";

    /// <summary>All that was seen.</summary>
    public string Seen => _screen.Text;

    /// <summary>Presses keys.</summary>
    public Task TypeAsync(string keys) => _keys.TypeAsync(keys);

    /// <summary>Waits until a text is seen, after what was waited for before.</summary>
    public async Task SeesAsync(string text)
    {
        var seen = _screen.ShowsAsync(text, TestContext.Current.CancellationToken);
        await Task.WhenAny(seen, _running.Task);
        Assert.True(seen.IsCompletedSuccessfully || Seen.Contains(text, StringComparison.Ordinal), $"It ended without '{text}':\n{Seen}");
    }

    /// <summary>Gives the terminal another size, as dragging its corner does.</summary>
    public async Task ResizeAsync(int rows, int columns)
    {
        var terminal = (await File.ReadAllTextAsync(_user.PathOf("tty.txt"))).Trim();
        await _user.Command("stty", "-F", terminal, "rows", $"{rows}", "cols", $"{columns}").ExecuteAsync();
    }

    /// <summary>Waits until the script has ended.</summary>
    /// <returns>All that was seen.</returns>
    public async Task<string> EndsAsync()
    {
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"It did not end:\n{Seen}");
        }

        await _keys.EndAsync();
        return Seen;
    }
}
