using System.Globalization;

namespace Harpoon.Tasks.Logging;

/// <summary>What stands before a line: whose it is, and when it came.</summary>
internal sealed record LineStyle
{
    private const string Reset = "\u001b[0m";

    /// <summary>What distinguishes projects that build side by side; null for nothing.</summary>
    public string? Project { get; init; }

    /// <summary>Whether names are coloured, each in a colour of its own.</summary>
    public bool HasColors { get; init; }

    /// <summary>The clock that timestamps a container's lines; null for no timestamps.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Harpoon's own messages, or what a build says.</summary>
    public string Prefixed(string text) => string.IsNullOrEmpty(Project) ? text : $"{Colored(Project, ":")} {text}";

    /// <summary>A line of the run's container.</summary>
    public string Line(string text) => Prefixed(Time() + text);

    /// <summary>A line of a service's container.</summary>
    public string Line(string service, string text) => Prefixed($"{Colored(service, " |")} {Time()}{text}");

    private string Time() =>
        Clock?.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z '", CultureInfo.InvariantCulture) ?? string.Empty;

    private string Colored(string name, string end) =>
        HasColors ? $"\u001b[{NameColor.Of(name)}m{name}{end}{Reset}" : name + end;
}
