using Harpoon.Engine.Client.Api.Images;

namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>An image's name that no one else has; the image is removed with it.</summary>
internal sealed class TestImage : IAsyncDisposable
{
    /// <summary>The name.</summary>
    public string Name { get; } = $"harpoon-sdk-test-{Guid.NewGuid():n}";

    /// <summary>What the engine says of the image; null if it has none of that name.</summary>
    public async Task<ImageDetails?> FindAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        return await engine.Images.FindAsync(Name, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(CancellationToken.None);
        await engine.Images.RemoveAsync(Name, force: true, CancellationToken.None);
    }

    public override string ToString() => Name;
}
