using Harpoon.Engine.Client;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>One connection for the tests of a class (<c>IClassFixture&lt;EngineFixture&gt;</c>). Made when a test that runs asks for it.</summary>
public sealed class EngineFixture : IAsyncDisposable
{
    private readonly Lazy<Task<IEngine>> _engine = new(() => TestEngine.ConnectAsync(CancellationToken.None));

    /// <summary>The engine.</summary>
    public Task<IEngine> EngineAsync() => _engine.Value;

    public async ValueTask DisposeAsync()
    {
        if (_engine.IsValueCreated && _engine.Value.IsCompletedSuccessfully)
        {
            await (await _engine.Value).DisposeAsync();
        }
    }
}
