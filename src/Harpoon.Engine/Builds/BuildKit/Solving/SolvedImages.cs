using System.Collections.Immutable;
using Harpoon.BuildKit.Control;
using Harpoon.Engine.Builds.BuildKit.Progress;

namespace Harpoon.Engine.Builds.BuildKit.Solving;

/// <summary>What BuildKit made by one build, or by one for each platform.</summary>
internal sealed class SolvedImages
{
    private readonly List<SolveResponse> _responses = [];

    /// <summary>The last, which has the tags.</summary>
    public SolveResponse Last => _responses[^1];

    /// <summary>The ids of all images, in the order of their builds.</summary>
    public ImmutableArray<string> Ids => [.. _responses.Select(response => response.ImageDigest).OfType<string>()];

    /// <inheritdoc cref="BuildKitLog.Steps"/>
    public int Steps { get; private set; }

    /// <inheritdoc cref="BuildKitLog.CachedSteps"/>
    public int CachedSteps { get; private set; }

    /// <inheritdoc cref="BuildKitLog.FetchedBases"/>
    public Dictionary<string, string> FetchedBases { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc cref="BuildKitLog.UnreadBases"/>
    public HashSet<string> UnreadBases { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a build that went well.</summary>
    public void Add(SolveResponse response, BuildKitLog log)
    {
        _responses.Add(response);
        Steps += log.Steps;
        CachedSteps += log.CachedSteps;
        UnreadBases.UnionWith(log.UnreadBases);
        foreach (var (name, digest) in log.FetchedBases)
        {
            FetchedBases[name] = digest;
        }
    }
}
