using Harpoon.Engine.Client.Api;

namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>Looks for what runs left on the engine.</summary>
internal static class Containers
{
    /// <summary>The containers that carry a session's label and have this name.</summary>
    public static async Task<IReadOnlyList<LabelledObject>> NamedAsync(string name)
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        var all = await engine.Containers.ListAsync(HarpoonLabels.Session, TestContext.Current.CancellationToken);
        return [.. all.Where(container => container.Name == name)];
    }

    /// <summary>Waits until the container of this name is there, or gone.</summary>
    public static async Task WaitAsync(string name, bool isThere)
    {
        var patience = Patience.Token();
        while ((await NamedAsync(name)).Count > 0 != isThere)
        {
            await Task.Delay(100, patience);
        }
    }
}
