using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;

namespace Harpoon.Engine.Builds.BuildKit;

/// <summary>Refuses what the reader of Dockerfiles in an old engine's BuildKit would take for something else. A Dockerfile may name a newer one.</summary>
internal static class FrontendRefusal
{
    /// <exception cref="HarpoonException">HRP3019, at each line that needs a newer reader; HRP3123, at each named context.</exception>
    public static void ThrowIfNeeded(ImageBuildRequest request)
    {
        if (!request.ByBuildKit || request.Syntax.Frontend is not null)
        {
            return;
        }

        // The image of another project is put in the place of its name.
        ImmutableArray<NamedContext> written = [.. request.NamedContexts.Where(context => !context.IsProject)];
        if (!request.Builder.Engine.KnowsNamedContexts && !written.IsEmpty)
        {
            throw new HarpoonException([.. written.Select(context =>
                Diagnostic.Of("HRP3123", context.Name).About(new ItemReference(OptionNames.NamedContext, context.Name)))]);
        }

        if (request.Builder.Engine.ReadsHeredocs)
        {
            return;
        }

        var features = request.Reading.BuildKitFeatures.Where(IsNew).ToArray();
        if (features.Length > 0)
        {
            throw new HarpoonException([.. features.Select(feature => Diagnostic
                .Of("HRP3019", feature.Name, feature.Alternative)
                .At(request.Dockerfile.LocationOf(feature.Line)))]);
        }
    }

    private static bool IsNew(BuildKitFeature feature) =>
        feature.Name.Contains("<<", StringComparison.Ordinal) || feature.Name.EndsWith(" --link", StringComparison.Ordinal);
}
