using Harpoon.Engine.Client;

namespace Harpoon.Engine.Tests.Builds.Metadata;

/// <summary>The image store that keeps manifests, which attestations, annotations and the times of files need.</summary>
internal static class ContainerdStore
{
    /// <summary>Skips a test on an engine without it.</summary>
    public static async Task SkipUnlessThereAsync(IEngine engine)
    {
        using var info = await engine.InfoAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(
            EngineInformation.Read(info.RootElement).IsContainerd && engine.Capabilities.RewritesTimestamps,
            "This engine does not keep images in containerd, or is older than Docker 26.");
    }
}
