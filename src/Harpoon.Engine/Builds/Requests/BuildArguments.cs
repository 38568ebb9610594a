using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>Works out the values of build arguments, as the docker CLI does.</summary>
internal static class BuildArguments
{
    /// <summary>The project's arguments, those without a value from the environment, and the proxies of the CLI's settings.</summary>
    /// <returns>Values by name; null for one that neither the project nor the environment gives, which keeps a proxy out as well.</returns>
    /// <exception cref="HarpoonException">HRP3017: a name is none.</exception>
    public static IReadOnlyDictionary<string, string?> Resolve(
        ImmutableArray<BuildArgument> arguments, IReadOnlyDictionary<string, string> proxies, HostEnvironment host)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            if (string.IsNullOrWhiteSpace(argument.Name) || argument.Name.Contains('=', StringComparison.Ordinal))
            {
                throw new HarpoonException(Diagnostic.Of("HRP3017", argument.Name).About(new ItemReference(OptionNames.BuildArgument, argument.Name)));
            }

            values[argument.Name] = argument.Value ?? host.Variable(argument.Name);
        }

        foreach (var (name, value) in proxies)
        {
            values.TryAdd(name, value);
        }

        return values;
    }
}

/// <summary>A build argument: an item of <c>@(DockerBuildArg)</c>.</summary>
/// <param name="Name">The name that <c>ARG</c> declares.</param>
/// <param name="Value">Its value; null takes the environment variable of that name, as <c>docker build --build-arg NAME</c> does.</param>
public sealed record BuildArgument(string Name, string? Value = null);
