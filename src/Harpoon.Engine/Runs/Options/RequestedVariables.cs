using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

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

    /// <summary>Whether a variable is required, and nobody says what it is.</summary>
    public static bool IsMissing(RequestedVariable request, Func<string, string?> variable) =>
        request.Required && Find(request, variable) is null;

    private static EnvironmentVariable? Find(RequestedVariable request, Func<string, string?> variable)
    {
        var text = request.Value is null ? request.Name : $"{request.Name}={request.Value}";
        var found = EnvironmentVariable.Parse(text, variable);
        return !string.IsNullOrEmpty(found?.Value) || request is { Required: false, Default: null } || request.Value is not null ? found
            : request.Default is { } value ? new EnvironmentVariable(request.Name, value)
            : null;
    }
}
