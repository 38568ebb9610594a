using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds;

/// <summary>Refuses an output that the builder, or the engine's image store, does not write.</summary>
internal static class OutputRefusal
{
    /// <exception cref="HarpoonException">HRP3142: the classic builder makes images only, and so does Podman's by this API.</exception>
    public static void ThrowIfClassic(ImageBuildRequest request)
    {
        if (request is { Output: { } output, Builder.WhyClassic: { } reason })
        {
            throw new HarpoonException(Diagnostic.Of("HRP3142", output.Type, reason).AboutProperty(OptionNames.BuildOutput));
        }
    }

    /// <summary>dockerd writes an image's archive during a build only where containerd keeps its images: all other stores have no content to write.</summary>
    /// <exception cref="HarpoonException">HRP3143: the engine has another store.</exception>
    public static async Task ThrowIfStoreLacksItAsync(ImageBuildRequest request, IEngine engine, CancellationToken cancellationToken)
    {
        if (request.Output is not { IsImage: true } output)
        {
            return;
        }

        using var info = await engine.InfoAsync(cancellationToken);
        if (EngineInformation.Read(info.RootElement) is { IsContainerd: false } information)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3143", output.Type, information.ImageStore).AboutProperty(OptionNames.BuildOutput));
        }
    }
}
