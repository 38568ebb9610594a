using System.Collections.Immutable;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Control;

/// <summary>What became of a build: <c>moby.buildkit.v1.SolveResponse</c>.</summary>
/// <param name="Exporter">What the exporters say, such as <c>containerimage.digest</c>. See
/// <see href="https://github.com/moby/buildkit/blob/master/exporter/containerimage/exptypes/types.go"/>.</param>
public sealed record SolveResponse(ImmutableDictionary<string, string> Exporter)
{
    /// <summary>The image's digest: of its manifest, or of its configuration where the engine's store knows images by that; null if no image was made.</summary>
    public string? ImageDigest => Exporter.GetValueOrDefault("containerimage.digest");

    /// <summary>The digest of the image's configuration; null if BuildKit doesn't say it.</summary>
    public string? ConfigDigest => Exporter.GetValueOrDefault("containerimage.config.digest");

    internal static SolveResponse Decode(ReadOnlySpan<byte> message)
    {
        var exporter = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                var (key, value) = ProtoMap.Entry(reader.ReadBytes());
                exporter[key] = value;
            }
        }

        return new SolveResponse(exporter.ToImmutable());
    }
}
