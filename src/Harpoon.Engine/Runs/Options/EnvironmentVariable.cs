using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>A variable of a container's environment.</summary>
/// <param name="Name">Its name, as the engine takes it: anything without <c>=</c>.</param>
/// <param name="Value">Its value; may be empty.</param>
public sealed record EnvironmentVariable(string Name, string Value)
{
    /// <summary>Whether the value is the build's own, and written nowhere in a project.</summary>
    public bool IsInherited { get; init; }

    /// <summary>Reads <c>NAME=value</c>. <c>NAME</c> alone takes the value of the build's own environment, as the docker CLI does, and is null where that has none.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="variable">Looks up a variable of the build's environment.</param>
    /// <exception cref="HarpoonException">HRP4005: it has no name.</exception>
    public static EnvironmentVariable? Parse(string text, Func<string, string?> variable)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        if (name.Length == 0 || text.Contains('\0', StringComparison.Ordinal))
        {
            throw new HarpoonException(Diagnostic.Of("HRP4005", text));
        }

        var value = equals < 0 ? variable(name) : text[(equals + 1)..];
        return value is null ? null : new EnvironmentVariable(name, value) { IsInherited = equals < 0 };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}={Value}";
}
