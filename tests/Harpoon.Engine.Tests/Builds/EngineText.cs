using Harpoon.Engine.Client;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds;

/// <summary>All that an engine has of an image.</summary>
internal static class EngineText
{
    /// <summary>Its layers, settings and history, as the engine saves them.</summary>
    public static async Task<SavedImage> OfImageAsync(IEngine engine, string id) => await SavedImage.UnpackAsync(
        await engine.GetBytesAsync($"images/{id}/get", TestContext.Current.CancellationToken));
}
