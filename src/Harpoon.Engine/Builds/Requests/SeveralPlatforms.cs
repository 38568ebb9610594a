using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>Whether an engine can build for several platforms at once: by BuildKit, into a store that holds an index of images under one name.</summary>
internal static class SeveralPlatforms
{
    /// <exception cref="HarpoonException">HRP5041: another builder builds; HRP5042, HRP5043: the store or the archive can't hold the result.</exception>
    public static async Task ThrowUnlessPossibleAsync(ImageBuildRequest request, IEngine engine, CancellationToken cancellationToken)
    {
        if (request.Platforms.IsEmpty)
        {
            return;
        }

        if (!request.ByBuildKit)
        {
            throw new HarpoonException(Diagnostic.Of("HRP5041", request.Builder.WhyClassic ?? $"{OptionNames.Builder} is classic").AboutProperty(OptionNames.BuildPlatforms));
        }

        if (request.Output is { Kind: OutputKind.Docker })
        {
            throw new HarpoonException(Diagnostic.Of("HRP5043").AboutProperty(OptionNames.BuildPlatforms));
        }

        if (request.Output is { IsImage: false })
        {
            return;
        }

        using var info = await engine.InfoAsync(cancellationToken);
        var information = EngineInformation.Read(info.RootElement);
        if (!information.IsContainerd)
        {
            throw new HarpoonException(Diagnostic.Of("HRP5042", information.ImageStore ?? "unknown").AboutProperty(OptionNames.BuildPlatforms));
        }
    }
}
