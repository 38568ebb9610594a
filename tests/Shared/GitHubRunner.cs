namespace Harpoon.Tests;

/// <summary>
/// Which lines of a build's output GitHub's runner would obey, by the rules of its own code: a command after spaces at the start of a line, or in the old form anywhere in
/// it, unless commands are stopped by a token (https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs).
/// </summary>
internal static class GitHubRunner
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "add-mask", "add-matcher", "remove-matcher", "add-path", "set-env", "set-output", "save-state", "debug", "notice", "warning", "error", "echo", "group", "endgroup",
        "stop-commands",
    };

    /// <summary>The commands that are obeyed, without those that stop and resume.</summary>
    public static List<string> Obeyed(string output)
    {
        string? token = null;
        var obeyed = new List<string>();
        foreach (var line in output.Split(['\r', '\n']))
        {
            if (Command(line, token) is not { } command)
            {
                continue;
            }

            if (token is not null)
            {
                token = command.Name == token ? null : token;
            }
            else if (command.Name == "stop-commands")
            {
                Assert.NotEmpty(command.Data);
                token = command.Data;
            }
            else
            {
                obeyed.Add(line.Trim());
            }
        }

        Assert.True(token is null, "Commands are stopped, and never resumed.");
        return obeyed;
    }

    private static (string Name, string Data)? Command(string line, string? token)
    {
        var trimmed = line.TrimStart();
        if (trimmed.StartsWith("::", StringComparison.Ordinal) && trimmed.IndexOf("::", 2, StringComparison.Ordinal) is > 0 and var end && Name(trimmed[2..end], token) is { } name)
        {
            return (name, trimmed[(end + 2)..]);
        }

        var mark = line.IndexOf("##[", StringComparison.Ordinal);
        var close = mark < 0 ? -1 : line.IndexOf(']', mark);
        return close > 0 && Name(line[(mark + 3)..close], token) is { } old ? (old, line[(close + 1)..]) : null;
    }

    private static string? Name(string text, string? token) =>
        text.Split(' ')[0] is var name && (Known.Contains(name) || name == token) ? name : null;
}
