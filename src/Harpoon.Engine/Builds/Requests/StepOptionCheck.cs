using System.Collections.Immutable;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>Refuses options of steps that a builder would lose silently, before anything is sent.</summary>
internal static class StepOptionCheck
{
    /// <summary>BuildKit ignores the name of a stage that is not there.</summary>
    /// <exception cref="HarpoonException">HRP3202: a stage is not in the Dockerfile.</exception>
    public static void CheckStages(StepOptions steps, DockerfileSyntax syntax)
    {
        if (steps.NoCacheStages.IsEmpty || syntax.Refusal is not null)
        {
            return;
        }

        string[] names = [.. syntax.Stages.Select(stage => stage.Name).OfType<string>()];
        var unknown = steps.NoCacheStages.Where(stage => !names.Contains(stage, StringComparer.OrdinalIgnoreCase)).ToArray();
        if (unknown.Length > 0)
        {
            throw new HarpoonException([.. unknown.Select(stage => Diagnostic
                .Of("HRP3202", stage, names.Length == 0 ? "none: name one with 'FROM … AS name'" : string.Join(", ", names))
                .AboutProperty(OptionNames.BuildNoCacheFilter))]);
        }
    }

    /// <summary>What the builder of this request has no means for.</summary>
    /// <exception cref="HarpoonException">HRP3203: it needs BuildKit; HRP3204, HRP3208: it needs a newer engine.</exception>
    public static void ThrowIfRefused(ImageBuildRequest request)
    {
        ImmutableArray<Diagnostic> refused =
            request.Builder.WhyClassic is { } reason ? [.. WithoutBuildKit(request.Steps, reason), .. WithoutGateway(request)]
            : request.Builder.Engine.LimitsBuildSteps || request.Frontend is not null ? []
            : [.. WithOldBuildKit(request.Steps)];
        if (!refused.IsEmpty)
        {
            throw new HarpoonException(refused);
        }
    }

    private static IEnumerable<Diagnostic> WithoutBuildKit(StepOptions steps, string reason)
    {
        if (!steps.NoCacheStages.IsEmpty)
        {
            yield return Diagnostic.Of("HRP3203", OptionNames.BuildNoCacheFilter, reason).AboutProperty(OptionNames.BuildNoCacheFilter);
        }

        foreach (var entitlement in steps.Entitlements)
        {
            yield return Diagnostic.Of("HRP3203", $"{OptionNames.BuildAllow} '{entitlement}'", reason).About(new ItemReference(OptionNames.BuildAllow, entitlement));
        }
    }

    private static IEnumerable<Diagnostic> WithoutGateway(ImageBuildRequest request) => request.Builder.Engine.KnowsHostGateway ? [] : request.Steps.ExtraHosts
        .Where(StepOptions.IsGateway)
        .Select(StepOptions.ItemOf)
        .Select(item => Diagnostic.Of("HRP3208", item.Include, request.Builder.Engine.BuildahVersion?.ToString() ?? "?").About(item));

    private static IEnumerable<Diagnostic> WithOldBuildKit(StepOptions steps)
    {
        if (steps.ShmSize is not null)
        {
            yield return Diagnostic.Of("HRP3204", OptionNames.BuildShmSize).AboutProperty(OptionNames.BuildShmSize);
        }

        foreach (var limit in steps.Ulimits)
        {
            yield return Diagnostic.Of("HRP3204", $"{OptionNames.BuildUlimit} '{limit}'").About(new ItemReference(OptionNames.BuildUlimit, limit.Include ?? limit.ToString()));
        }
    }
}
