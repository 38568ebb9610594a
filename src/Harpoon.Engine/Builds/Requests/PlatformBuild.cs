using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>One platform of several, where the engine's store holds no index: each is built by itself.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Names">What its image is called on the engine: the build's tags, or a name that is for this engine alone.</param>
internal sealed record PlatformBuild(string Platform, ImmutableArray<string> Names)
{
    private const string Repository = "harpoon-platforms";
    private const int HashBytes = 6;

    /// <summary>A name for an image that gets no tag: without one, <c>docker image prune</c> would remove it before it is pushed.</summary>
    /// <param name="tag">The build's first tag.</param>
    /// <param name="platform">The platform.</param>
    public static string NameOf(string tag, string platform)
    {
        var path = ImageReference.Split(tag).Path;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tag)).AsSpan(0, HashBytes));
        return $"{Repository}/{path[(path.LastIndexOf('/') + 1)..]}:{hash}-{platform.Replace('/', '-').ToLowerInvariant()}";
    }
}
