using System.Text.RegularExpressions;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Services.Waits;

/// <summary>What a near miss of a condition was meant to be: other tools' words, a URL, a command as Docker's health checks have it.</summary>
internal static partial class SuggestedWait
{
    private static readonly (string Kind, string[] Words)[] Synonyms =
    [
        ("port", ["tcp", "ports", "listen", "expose"]),
        ("http", ["url", "get", "httpget"]),
        ("log", ["logs", "line", "message", "output", "log_message", "stdout", "stderr"]),
        ("healthy", ["health", "healthcheck", "service_healthy"]),
        ("exit", ["exited", "completed", "exitcode", "exit_code", "service_completed_successfully"]),
        ("file", ["files", "path", "exists"]),
        ("command", ["cmd", "exec", "shell", "sh", "test", "run", "cmd-shell"]),
    ];

    /// <summary>The condition to write; null if none is likely. Whether it is one is for the caller to find out.</summary>
    public static string? Of(string text)
    {
        text = text.Trim();
        var match = Parts().Match(text);
        return KindOf(match.Groups["word"].Value.ToLowerInvariant()) is { } kind ? Of(kind, match.Groups["rest"].Value.Trim())
            : PortAlone().Match(text) is { Success: true } number && !text.StartsWith("udp", StringComparison.OrdinalIgnoreCase) ? $"port:{number.Groups["port"].Value}"
            : null;
    }

    /// <summary>The port of what may be a URL without its scheme; null if it has none.</summary>
    public static string? PortOf(string rest) => Url().Match(rest).Groups["port"] is { Success: true } port ? port.Value : null;

    /// <summary>Whether it is a command as an array of words.</summary>
    public static bool IsExecForm(string line) => line.StartsWith('[') && JsonForm.TryParse(line) is not null;

    /// <summary>Whether it starts with a word of Docker's health checks that is no part of the command.</summary>
    public static bool HasCommandWord(string line) => CommandWord().IsMatch(line);

    /// <summary>Whether an expression ends in a line break, as other tools' do, whose lines have theirs.</summary>
    public static bool EndsInLineBreak(string expression) => LineBreak().IsMatch(expression);

    private static string? KindOf(string word) => Synonyms.FirstOrDefault(pair => pair.Kind == word || pair.Words.Contains(word)).Kind;

    private static string? Of(string kind, string rest) => kind switch
    {
        _ when rest.Length == 0 || kind == "healthy" => kind,
        "port" when rest.EndsWith("/udp", StringComparison.OrdinalIgnoreCase) => null,
        "port" => PortOf(rest) is { } port ? $"port:{port}" : $"port:{rest.Split(':')[^1]}",
        "http" => Http(rest),
        "log" => $"log:{LineBreak().Replace(rest, "")}",
        "file" => $"file:/{(rest.StartsWith("//", StringComparison.Ordinal) ? rest.TrimStart('/') : rest.TrimStart('/', '.'))}",
        "command" => $"command:{Command(rest)}",
        _ => $"{kind}:{rest}",
    };

    private static string? Http(string rest)
    {
        var url = Url().Match(rest);
        if (!url.Success)
        {
            return null;
        }

        // A URL without a port means 80; a path alone is of the service's first port.
        var port = url.Groups["port"] is { Success: true } written ? written.Value : url.Groups["slashes"].Success ? "80" : "";
        var path = url.Groups["path"].Value;
        var status = AnyOfHundred().Replace(url.Groups["status"].Value, "${digit}00-${digit}99");
        return $"http:{port}{(path.Length == 0 ? "/" : path)}{(status.Length == 0 ? "" : $" {status}")}";
    }

    private static string Command(string line)
    {
        var words = IsExecForm(line) && JsonForm.TryParse(line) is { } parsed ? string.Join(' ', parsed) : line;
        return CommandWord().Replace(words, "");
    }

    [GeneratedRegex(@"^(?:[\w.-]*:)?(?<port>[0-9]+)(?:/tcp)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex PortAlone();

    [GeneratedRegex(@"^(?<word>[A-Za-z][\w-]*)\s*(?:[:=]|\s|$)\s*(?<rest>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?:http:)?(?<slashes>//)?(?<host>[A-Za-z][\w.-]*|[0-9.]+(?=:)|\[[0-9A-Fa-f:.]+\])?(?::(?<port>[0-9]+)|(?<port>[0-9]+))?(?<path>/[^ ]*)?(?: +(?<status>.+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Url();

    [GeneratedRegex(@"^(?<digit>[1-5])(?:xx|\*\*?)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex AnyOfHundred();

    [GeneratedRegex(@"^CMD(?:-SHELL)?\s+", RegexOptions.ExplicitCapture)]
    private static partial Regex CommandWord();

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*(?:\\r\??)?\\n\$?$", RegexOptions.ExplicitCapture)]
    private static partial Regex LineBreak();
}
