using System.Collections.Immutable;
using Harpoon.Engine.Runs.Options;

namespace Harpoon.Engine.Runs.Output;

/// <summary>
/// The values that the build handed to a container from its own environment: they may be secrets, and stand in no error. What the command
/// itself writes is shown as it is.
/// </summary>
internal sealed class RunSecrets(IEnumerable<EnvironmentVariable> variables)
{
    /// <summary>Shorter values are words like <c>true</c> and <c>CI</c>, and no secrets.</summary>
    private const int Shortest = 6;

    // The longest first: one may hold another.
    private readonly ImmutableArray<string> _values =
    [
        .. variables.Where(variable => variable.IsInherited && variable.Value.Length >= Shortest)
            .Select(variable => variable.Value)
            .OrderByDescending(value => value.Length),
    ];

    /// <summary>A text with stars in the place of each value.</summary>
    public string Hide(string text)
    {
        foreach (var value in _values)
        {
            text = text.Replace(value, "***", StringComparison.Ordinal);
        }

        return text;
    }
}
