using Harpoon.Engine.Client;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Where an engine keeps its images, on which it depends what a build can write.</summary>
internal static class ImageStore
{
    /// <summary>Whether containerd keeps them.</summary>
    public static async Task<bool> IsContainerdAsync(IEngine engine)
    {
        using var info = await engine.InfoAsync(TestContext.Current.CancellationToken);
        return EngineInformation.Read(info.RootElement).IsContainerd;
    }
}
