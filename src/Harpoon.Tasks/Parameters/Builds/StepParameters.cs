using System.Collections.Immutable;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Runs.Options;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters.Builds;

/// <summary>Reads how the steps of a build run.</summary>
internal static class StepParameters
{
    public static ImmutableArray<string> ExtraHosts(WrittenPlace place, ITaskItem[] items) =>
        [.. items.Select(item => place.Item("DockerBuildExtraHost", item, host => ExtraHost.Parse(NamedValue.Read(host).Text)))];

    /// <summary>Of two limits of one name the last counts, as docker has it.</summary>
    public static ImmutableArray<Ulimit> Ulimits(WrittenPlace place, ITaskItem[] items) =>
    [
        .. items.Select(item => place.Item("DockerBuildUlimit", item, limit => Ulimit.Parse(NamedValue.Read(limit).Text) with { Include = limit.ItemSpec }))
            .Reverse().DistinctBy(limit => limit.Name).Reverse(),
    ];

    public static ImmutableArray<string> Entitlements(WrittenPlace place, ITaskItem[] items) =>
        [.. items.Select(item => place.Item("DockerBuildAllow", item, entitlement => Entitlement.Check(entitlement.ItemSpec.Trim()))).Distinct()];
}
