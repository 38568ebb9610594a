using System.Collections.Immutable;

namespace Harpoon.Engine.Engines;

/// <summary>What the engine says of an image.</summary>
/// <param name="Id">The image's id, a digest.</param>
/// <param name="Tags">Its references.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record ImageDetails(string Id, ImmutableArray<string> Tags, long Size)
{
    /// <summary>Its labels.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;
}
