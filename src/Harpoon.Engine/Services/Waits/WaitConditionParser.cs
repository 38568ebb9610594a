using System.Globalization;
using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Reads a condition as a user writes it: its kind, and behind a <c>:</c> what the kind needs.</summary>
public static class WaitConditionParser
{
    private const int HighestPort = 65_535;
    private const int LowestHttpStatus = 100;
    private const int HighestHttpStatus = 599;

    /// <summary>A line that takes an expression longer than this is taken for one that doesn't match.</summary>
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    /// <summary>Reads one condition.</summary>
    /// <exception cref="HarpoonException">HRP4205: it is none.</exception>
    public static WaitCondition Parse(string text)
    {
        try
        {
            return Read(text);
        }
        catch (FormatException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4205", text, Hint(text, e)), e);
        }
    }

    /// <summary>What to write instead, if that is known and right; else what is wrong.</summary>
    private static string Hint(string text, FormatException e)
    {
        try
        {
            return SuggestedWait.Of(text) is { } meant && Read(meant) is not null ? DiagnosticTexts.Format("Detail.WaitMeant", meant) : e.Message;
        }
        catch (FormatException)
        {
            return e.Message;
        }
    }

    private static WaitCondition Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return Of((colon < 0 ? text : text[..colon]).Trim(), colon < 0 ? "" : text[(colon + 1)..].Trim());
    }

    private static WaitCondition Of(string kind, string rest) => kind.ToLowerInvariant() switch
    {
        "port" => new PortWait(rest.Length == 0 ? null : PortOf(rest)),
        "http" => HttpOf(rest),
        "log" => LogOf(rest),
        "healthy" when rest.Length == 0 => new HealthyWait(),
        "exit" => new ExitWait(rest.Length == 0 ? 0 : NumberOf(rest, 0, byte.MaxValue, "Detail.WaitNotExitCode")),
        "healthy" => throw Unreadable("Detail.WaitNeedsNothing", "healthy"),
        "file" => FileOf(rest),
        "command" => CommandOf(rest),
        "https" => throw Unreadable("Detail.WaitNoHttps", SuggestedWait.PortOf(rest) is { } port ? $":{port}" : ""),
        "udp" => throw Unreadable("Detail.WaitNoUdp"),
        "started" or "running" or "service_started" => throw Unreadable("Detail.WaitStarted"),
        _ => throw Unreadable("Detail.WaitUnknown", kind),
    };

    private static FileWait FileOf(string path) =>
        !path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal) ? throw Unreadable("Detail.WaitNeedsPath")
        : path.Contains('*', StringComparison.Ordinal) ? throw Unreadable("Detail.WaitNoWildcard")
        : new FileWait(path);

    // What docker takes as an array, or behind CMD, would be a program of that name to a shell.
    private static CommandWait CommandOf(string line) =>
        line.Length == 0 || SuggestedWait.IsExecForm(line) || SuggestedWait.HasCommandWord(line) ? throw Unreadable("Detail.WaitNeedsCommand") : new CommandWait(line);

    private static HttpWait HttpOf(string rest)
    {
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            throw Unreadable("Detail.WaitNotPort", rest);
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var target = slash < 0 ? "/" : rest[slash..];
        var port = slash < 0 ? rest : rest[..slash];
        var space = target.IndexOf(' ', StringComparison.Ordinal);
        var wait = new HttpWait(port.Length == 0 ? null : PortOf(port), space < 0 ? target : target[..space]);
        return space < 0 ? wait : WithStatus(wait, target[(space + 1)..]);
    }

    private static HttpWait WithStatus(HttpWait wait, string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var lowest = StatusOf(dash < 0 ? text : text[..dash]);
        var highest = dash < 0 ? lowest : StatusOf(text[(dash + 1)..]);
        return lowest <= highest
            ? wait with { LowestStatus = lowest, HighestStatus = highest }
            : throw Unreadable("Detail.WaitNoStatus", lowest, highest);
    }

    private static LogWait LogOf(string expression)
    {
        if (expression.Length == 0)
        {
            throw Unreadable("Detail.WaitNeedsExpression");
        }

        if (SuggestedWait.EndsInLineBreak(expression))
        {
            throw Unreadable("Detail.WaitLineBreak");
        }

        try
        {
            return new LogWait(new Regex(expression, RegexOptions.CultureInvariant, MatchTime));
        }
        catch (ArgumentException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static int PortOf(string text) => text.EndsWith("/udp", StringComparison.OrdinalIgnoreCase)
        ? throw Unreadable("Detail.WaitNoUdp")
        : NumberOf(text.EndsWith("/tcp", StringComparison.OrdinalIgnoreCase) ? text[..^"/tcp".Length] : text, 1, HighestPort, "Detail.WaitNotPort");

    private static int StatusOf(string text) => NumberOf(text, LowestHttpStatus, HighestHttpStatus, "Detail.WaitNotStatus");

    private static int NumberOf(string text, int lowest, int highest, string otherwise) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= lowest && number <= highest
            ? number
            : throw Unreadable(otherwise, text.Trim());

    private static FormatException Unreadable(string resource, params object[] arguments) => new(DiagnosticTexts.Format(resource, arguments));
}
