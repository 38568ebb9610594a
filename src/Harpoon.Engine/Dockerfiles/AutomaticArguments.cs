using System.Collections.Immutable;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>
/// The arguments that a <c>FROM</c> may use without an <c>ARG</c>, since BuildKit defines them
/// (<see href="https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope"/>). The classic builder has none.
/// </summary>
/// <param name="Values">Their values; null for one that can't be known.</param>
internal sealed record AutomaticArguments(ImmutableDictionary<string, string?> Values)
{
    /// <summary>What depends on the version of BuildKit more than on the platform.</summary>
    private static readonly string[] Varying = ["TARGETSTAGE", "TARGETOSVERSION", "BUILDOSVERSION"];

    /// <summary>The classic builder's.</summary>
    public static AutomaticArguments None { get; } = new(ImmutableDictionary<string, string?>.Empty);

    /// <summary>All of them, with values that can't be known.</summary>
    public static AutomaticArguments Unknown { get; } = Of(null, null);

    /// <summary>Whether they are BuildKit's, or those of a builder that may be like it.</summary>
    public bool AreBuildKits => !Values.IsEmpty;

    /// <summary>Whether an <c>ARG TARGETARCH</c> without a value keeps the value: Docker 20.10 takes it away.</summary>
    public bool AreKept { get; init; }

    /// <param name="target">The platform to build for; null if it isn't known.</param>
    /// <param name="build">The platform of the engine; null if it isn't known.</param>
    public static AutomaticArguments Of(PlatformName? target, PlatformName? build)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        Add("TARGET", target);
        Add("BUILD", build);
        foreach (var name in Varying)
        {
            values[name] = null;
        }

        return new AutomaticArguments(values.ToImmutable());

        void Add(string lead, PlatformName? platform)
        {
            values[lead + "PLATFORM"] = platform?.ToString();
            values[lead + "OS"] = platform?.OperatingSystem;
            values[lead + "ARCH"] = platform?.Architecture;
            values[lead + "VARIANT"] = platform?.Variant;
        }
    }
}
