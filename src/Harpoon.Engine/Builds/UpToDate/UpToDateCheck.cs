using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>
/// Decides whether the image that a build would make is there already. It may build too often, and must never skip a build that would
/// make another image: what can't be known counts as changed.
/// </summary>
/// <remarks>
/// An image's id is a digest of all that is in it. So it does not matter which engine answers: one that has this id under every tag, and the
/// same base images, has what the build would make.
/// </remarks>
internal static class UpToDateCheck
{
    /// <summary>Why a build without a stamp is not skipped.</summary>
    public const string WhyFirst = "no earlier build of it is known here";

    /// <summary>What keeps a build from ever being skipped; null for nothing.</summary>
    public static string? WhyAlways(ImageBuildRequest request, bool always) => always ? $"{OptionNames.BuildAlways} is set"
        : request.Pull ? $"{OptionNames.BuildPull} is set"
        : request.NoCache ? $"{OptionNames.BuildNoCache} is set"
        : !request.Steps.NoCacheStages.IsEmpty ? $"{OptionNames.BuildNoCacheFilter} is set"
        : request.Reading.AddsRemote ? "ADD fetches something that may have changed"
        : MovingContext(request) is { } context ? $"the named context {context.Name} may have changed"
        : request.Frontend is { } frontend ? WhyAlways(frontend) ?? WhyAlways(request.Reading.Unknown)
        : WhyAlways(request.Reading.Unknown);

    private static NamedContext? MovingContext(ImageBuildRequest request) =>
        request.Reading.Contexts.FirstOrDefault(use => use.Context.MayChange)?.Context;

    private static string? WhyAlways(string frontend) =>
        !frontend.Contains('@', StringComparison.Ordinal) ? $"the image of its '# syntax' line, {frontend}, may have changed"
        : !FrontendDirective.ReadsDockerfiles(frontend) ? $"{frontend}, which reads the Dockerfile, may need other images than are named there"
        : null;

    private static string? WhyAlways(BaseImage? unknown) =>
        unknown is null ? null : string.Create(CultureInfo.InvariantCulture, $"the image that '{unknown.Unknown}' refers to, in line {unknown.Line} of the Dockerfile, is not known before the build");

    /// <summary>Why there is something to build; null if there is nothing.</summary>
    /// <param name="stamp">The last build that went well; null if none is known.</param>
    /// <param name="inputs">The digest of what the project gives now.</param>
    /// <param name="plan">What would be built, with its context as it is now.</param>
    /// <param name="state">What the engine has now.</param>
    /// <param name="tags">The tags, as in the state.</param>
    public static string? WhyNot(
        BuildStamp? stamp, string inputs, ImageBuildPlan plan, EngineState state, IReadOnlyList<string> tags)
    {
        if (stamp is null)
        {
            return WhyFirst;
        }

        if (stamp.Inputs != inputs)
        {
            return "its Dockerfile or a build property has changed";
        }

        return WhyNotContext(stamp, plan) ?? WhyNotNamed(stamp, plan) ?? WhyNotBases(stamp, state, plan.Request.NamedContexts) ?? WhyNotTags(stamp, state, tags)
            ?? WhyNotPlatforms(stamp, state, plan);
    }

    private static string? WhyNotContext(BuildStamp stamp, ImageBuildPlan plan)
    {
        var seen = ContextStamp.Parse(stamp.Context.Span);
        var difference = seen is null ? string.Empty
            : plan.Fingerprint.Within(seen.Scope, plan.Context.Entries).DifferenceFrom(seen.Fingerprint);
        return difference switch
        {
            null => null,
            "" => "its context has changed",
            _ => $"{difference} has changed in its context",
        };
    }

    private static string? WhyNotNamed(BuildStamp stamp, ImageBuildPlan plan)
    {
        foreach (var (name, context, fingerprint) in plan.NamedFolders)
        {
            var seen = stamp.NamedContexts.TryGetValue(name, out var bytes) ? ContextStamp.Parse(bytes.Span) : null;
            var difference = seen is null ? string.Empty : fingerprint.Within(seen.Scope, context.Entries).DifferenceFrom(seen.Fingerprint);
            if (difference is not null)
            {
                return difference.Length == 0 ? $"its named context {name} has changed" : $"{difference} has changed in its named context {name}";
            }
        }

        return null;
    }

    private static string? WhyNotBases(BuildStamp stamp, EngineState state, ImmutableArray<NamedContext> projects)
    {
        if (stamp.Bases.FirstOrDefault(image => image.IsNotRead) is { } unread)
        {
            return $"the builder used {unread.Reference}, which Harpoon does not find in the Dockerfile";
        }

        if (stamp.Bases.Length != state.Bases.Length)
        {
            return "its base images have changed";
        }

        for (var index = 0; index < state.Bases.Length; index++)
        {
            var (reference, details) = state.Bases[index];
            var what = projects.FirstOrDefault(project => project.IsProject && project.ImageId == reference) is { } project ? $"the image of {project.Source}" : $"the base image {reference}";
            if (stamp.Bases[index].Reference != reference || !stamp.Bases[index].IsStill(details))
            {
                return $"{what} has changed";
            }

            if (details is { HasTriggers: true })
            {
                return $"{what} has ONBUILD instructions";
            }
        }

        return null;
    }

    private static string? WhyNotPlatforms(BuildStamp stamp, EngineState state, ImageBuildPlan plan)
    {
        var parts = plan.Request.Parts;
        for (var index = 0; index < parts.Length; index++)
        {
            if (state.Platforms[index]?.Id is not { } id || id != stamp.PlatformIds.ElementAtOrDefault(index))
            {
                return $"the image for {parts[index].Platform} is not the one that was built last";
            }
        }

        return null;
    }

    private static string? WhyNotTags(BuildStamp stamp, EngineState state, IReadOnlyList<string> tags)
    {
        for (var index = 0; index < tags.Count; index++)
        {
            if (state.Tagged[index]?.Id != stamp.ImageId)
            {
                return $"{tags[index]} is not the image that was built last";
            }
        }

        return null;
    }
}
