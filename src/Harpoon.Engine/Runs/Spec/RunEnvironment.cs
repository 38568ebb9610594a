using System.Collections.Immutable;
using Harpoon.Engine.Runs.Options;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>The variables of a run: the CLI's proxies, as the docker CLI gives them to each container, and what the user set, which wins.</summary>
internal static class RunEnvironment
{
    public static ImmutableArray<string> Of(
        ImmutableArray<EnvironmentVariable> variables, IReadOnlyDictionary<string, string> proxies)
    {
        var all = ImmutableArray.CreateBuilder<string>(proxies.Count + variables.Length);
        foreach (var (name, value) in proxies)
        {
            if (!variables.Any(variable => variable.Name == name))
            {
                all.Add($"{name}={value}");
            }
        }

        foreach (var variable in variables)
        {
            all.Add(variable.ToString());
        }

        return all.ToImmutable();
    }
}
