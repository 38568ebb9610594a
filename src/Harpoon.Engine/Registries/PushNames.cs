using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Registries;

/// <summary>Which of an image's names it can be pushed as.</summary>
public static class PushNames
{
    /// <summary>The path of Docker Hub's own images, where a name goes that is a single word. No one else can push there.</summary>
    private const string OfficialImages = "library/";

    /// <summary>The names that lead to a registry. A name of one word (<c>app:dev</c>) is for this machine alone where there are others, and is reported as left out.</summary>
    /// <exception cref="HarpoonException">HRP5009: no name leads to a registry.</exception>
    public static ImmutableArray<ImageReference> Of(ImmutableArray<ImageReference> names, IReport report)
    {
        ImmutableArray<ImageReference> local = [.. names.Where(IsLocal)];
        if (local.Length == names.Length)
        {
            throw new HarpoonException(Diagnostic.Of("HRP5009", local[0], local[0].Path[OfficialImages.Length..]));
        }

        foreach (var name in local)
        {
            report.Message(MessageLevel.High, $"{name} is not pushed: it names no registry.");
        }

        return [.. names.Except(local)];
    }

    // Written out, docker.io/library/app is what the user means.
    private static bool IsLocal(ImageReference name) => !name.Name.Contains('/', StringComparison.Ordinal);
}
