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
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = (colon < 0 ? text : text[..colon]).Trim();
        var rest = colon < 0 ? "" : text[(colon + 1)..].Trim();
        try
        {
            return Of(kind, rest);
        }
        catch (FormatException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4205", text, e.Message), e);
        }
    }

    private static WaitCondition Of(string kind, string rest) => kind switch
    {
        "port" => new PortWait(rest.Length == 0 ? null : PortOf(rest)),
        "http" => HttpOf(rest),
        "log" => LogOf(rest),
        "healthy" when rest.Length == 0 => new HealthyWait(),
        "exit" => new ExitWait(rest.Length == 0 ? 0 : NumberOf(rest, 0, byte.MaxValue, "Said.WaitNotExitCode")),
        "file" => rest.StartsWith('/') ? new FileWait(rest) : throw Unreadable("Said.WaitNeedsPath"),
        "command" => rest.Length > 0 ? new CommandWait(rest) : throw Unreadable("Said.WaitNeedsCommand"),
        _ => throw Unreadable("Said.WaitUnknown", kind),
    };

    private static HttpWait HttpOf(string rest)
    {
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
            : throw Unreadable("Said.WaitNoStatus", lowest, highest);
    }

    private static LogWait LogOf(string expression)
    {
        if (expression.Length == 0)
        {
            throw Unreadable("Said.WaitNeedsExpression");
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

    private static int PortOf(string text) => NumberOf(text, 1, HighestPort, "Said.WaitNotPort");

    private static int StatusOf(string text) => NumberOf(text, LowestHttpStatus, HighestHttpStatus, "Said.WaitNotStatus");

    private static int NumberOf(string text, int lowest, int highest, string otherwise) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= lowest && number <= highest
            ? number
            : throw Unreadable(otherwise, text.Trim());

    private static FormatException Unreadable(string resource, params object[] arguments) => new(DiagnosticTexts.Format(resource, arguments));
}
