using Harpoon.Engine.Dockerfiles.Words;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>What a <c>FROM</c> can use: the arguments that stand before the first one, and those that the builder defines.</summary>
internal static class GlobalArguments
{
    /// <returns>Values by name; null for one that can't be known.</returns>
    public static Dictionary<string, string?> Of(
        DockerfileSyntax syntax, IReadOnlyDictionary<string, string?> given, AutomaticArguments automatic)
    {
        var known = new Dictionary<string, string?>(automatic.Values, StringComparer.Ordinal);
        foreach (var name in automatic.Values.Keys)
        {
            known[name] = given.GetValueOrDefault(name) ?? known[name];
        }

        foreach (var word in syntax.GlobalArguments.SelectMany(instruction => instruction.Words))
        {
            var parts = word.Split('=', 2);
            if (given.TryGetValue(parts[0], out var value) && value is not null)
            {
                known[parts[0]] = value;
            }
            else if (parts.Length == 2)
            {
                known[parts[0]] = new VariableExpansion(known, syntax.Escape).Expand(parts[1]);
            }
            else if (!automatic.AreKept && automatic.Values.ContainsKey(parts[0]))
            {
                known[parts[0]] = null;
            }
        }

        return known;
    }
}
