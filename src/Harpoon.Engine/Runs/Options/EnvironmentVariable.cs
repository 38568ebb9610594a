using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine.Secrets;

namespace Harpoon.Engine.Runs.Options;

/// <summary>A variable of a container's environment.</summary>
/// <param name="Name">Its name, as the engine takes it: anything without <c>=</c>.</param>
/// <param name="Value">Its value; may be empty.</param>
public sealed record EnvironmentVariable(string Name, string Value)
{
    /// <summary>Whether the value is the build's own, and written nowhere in a project.</summary>
    public bool IsInherited { get; init; }

    /// <summary>Where the value is, if it is a secret that the project names; null for any other. Then <see cref="IsInherited"/> is true as well.</summary>
    public SecretSource? Secret { get; init; }

    /// <summary>Reads <c>NAME=value</c>. <c>NAME</c> alone takes the value of the build's own environment, as the docker CLI does, and is null if that has none.</summary>
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

/// <summary>A variable that a user wants a container to have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; null takes the build's own.</param>
/// <param name="Required">Whether it is an error that neither says anything.</param>
/// <param name="Default">Its value where neither says anything; null for none.</param>
public sealed record RequestedVariable(string Name, string? Value, bool Required = false, string? Default = null)
{
    /// <summary>The variable, if its value is a secret that has been read already; null for any other.</summary>
    public EnvironmentVariable? Secret { get; init; }
}

/// <summary>Finds the values of the variables that a container is to have.</summary>
public static class RequestedVariables
{
    /// <summary>
    /// Takes each value from the project, else from the build's environment, else the default. A variable that is set to nothing counts as
    /// missing where it is required or has a default: CI systems set a secret so that they don't have.
    /// </summary>
    /// <param name="requests">The variables.</param>
    /// <param name="variable">Looks up a variable of the build's environment.</param>
    /// <exception cref="HarpoonException">HRP4103: required ones are missing, all of which it names; HRP4005: one has no name.</exception>
    public static ImmutableArray<EnvironmentVariable> Resolve(
        IReadOnlyList<RequestedVariable> requests, Func<string, string?> variable)
    {
        var found = ImmutableArray.CreateBuilder<EnvironmentVariable>(requests.Count);
        foreach (var request in requests)
        {
            if (Find(request, variable) is { } resolved)
            {
                found.Add(resolved);
            }
        }

        var missing = requests.Where(request => IsMissing(request, variable)).Select(request => request.Name).ToList();
        return missing.Count == 0
            ? found.ToImmutable()
            : throw new HarpoonException(Diagnostic.Of("HRP4103", string.Join(", ", missing)));
    }

    /// <summary>Whether a variable is required and has no value.</summary>
    public static bool IsMissing(RequestedVariable request, Func<string, string?> variable) =>
        request.Required && Find(request, variable) is null;

    private static EnvironmentVariable? Find(RequestedVariable request, Func<string, string?> variable)
    {
        if (request.Secret is not null)
        {
            return request.Secret;
        }

        var text = request.Value is null ? request.Name : $"{request.Name}={request.Value}";
        var found = EnvironmentVariable.Parse(text, variable);
        return !string.IsNullOrEmpty(found?.Value) || request is { Required: false, Default: null } || request.Value is not null ? found
            : request.Default is { } value ? new EnvironmentVariable(request.Name, value)
            : null;
    }
}
