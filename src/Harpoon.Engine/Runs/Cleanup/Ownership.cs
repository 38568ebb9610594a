using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>
/// Proves that Harpoon made what it is about to remove. A label is inherited and copied; the name that the label holds is one object's alone, and what an image
/// hands on to its containers is distinguished from what a container was given itself.
/// </summary>
internal static class Ownership
{
    /// <summary>Whether a network is the one that its label speaks of.</summary>
    public static bool IsProven(LabelledObject network) => OwnershipMark.Of(network) is { } mark && mark.Name == network.Name;

    /// <summary>Whether a container is the one that its label speaks of, and got the label itself.</summary>
    public static async Task<bool> IsProvenAsync(LabelledObject container, IEngine engine, CancellationToken cancellationToken) =>
        OwnershipMark.Of(container) is { } mark
        && (mark.Name == container.Name || IsStarting(container))
        && (mark.IsOfImage(container.ImageId) || await IsGivenAsync(container, engine, cancellationToken));

    /// <summary>Whether a container is a service's that <c>DockerUp</c> starts, and which is not left up yet.</summary>
    public static bool IsStarting(LabelledObject container) =>
        container.Labels.ContainsKey(HarpoonLabels.Services)
        && OwnershipMark.Of(container) is { } mark && container.Name == mark.Name + HarpoonLabels.StartingSuffix;

    /// <summary>Those of a list that are proven, and the others.</summary>
    public static async Task<(List<LabelledObject> Proven, List<LabelledObject> Others)> SortAsync(
        IEnumerable<LabelledObject> containers, IEngine engine, CancellationToken cancellationToken)
    {
        List<LabelledObject> proven = [], others = [];
        foreach (var container in containers)
        {
            (await IsProvenAsync(container, engine, cancellationToken) ? proven : others).Add(container);
        }

        return (proven, others);
    }

    /// <summary>What is said of one that stays.</summary>
    public static string WhyLeft(string kind, LabelledObject candidate) =>
        $"Kept the {kind} {candidate.Name}: it has Harpoon's labels, but they were not created for it (it was created from the image of a container, renamed, or created by another version).";

    // What an image that is gone handed on can't be known.
    private static async Task<bool> IsGivenAsync(LabelledObject container, IEngine engine, CancellationToken cancellationToken) =>
        container.ImageId.Length > 0
        && await engine.Images.FindAsync(container.ImageId, cancellationToken) is { } image
        && image.Labels.GetValueOrDefault(HarpoonLabels.Session) != container.Labels[HarpoonLabels.Session];
}
