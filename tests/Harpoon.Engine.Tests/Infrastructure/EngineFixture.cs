using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>One connection for the tests of a class (<c>IClassFixture&lt;EngineFixture&gt;</c>). Made when a test that runs asks for it.</summary>
public sealed class EngineFixture : IAsyncDisposable
{
    private readonly Lazy<Task<IEngine>> engine = new(() => TestEngine.ConnectAsync(CancellationToken.None));

    /// <summary>The engine.</summary>
    public Task<IEngine> EngineAsync() => engine.Value;

    public async ValueTask DisposeAsync()
    {
        if (engine.IsValueCreated && engine.Value.IsCompletedSuccessfully)
        {
            await (await engine.Value).DisposeAsync();
        }
    }
}
