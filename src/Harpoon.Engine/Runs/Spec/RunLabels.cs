using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Runs.Cleanup;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>The labels of what a run makes on the engine: whose it is, and whether it is to stay.</summary>
internal static class RunLabels
{
    /// <param name="options">What is run.</param>
    /// <param name="session">Who runs it.</param>
    /// <param name="others">The user's own labels, of which none takes the place of Harpoon's.</param>
    public static Dictionary<string, string> Of(
        ContainerRunOptions options, BuildProcessIdentity session, IReadOnlyDictionary<string, string> others)
    {
        var labels = new Dictionary<string, string>(others, StringComparer.Ordinal)
        {
            [HarpoonLabels.Session] = session.ToString(),
        };
        if (options.Project is { } project)
        {
            labels[HarpoonLabels.Project] = project;
        }

        if (options.Keep)
        {
            labels[HarpoonLabels.Keep] = options.Owner ?? "true";
        }

        return labels;
    }
}
