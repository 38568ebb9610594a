using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>The engine that the tests run on: the one a user of this machine would get.</summary>
internal static class TestEngine
{
    public static Task<IEngine> ConnectAsync(CancellationToken cancellationToken) => EngineConnector.ConnectAsync(
        new EndpointOptions(), HostEnvironment.OfProcess(AppContext.BaseDirectory), new RecordingReport(), cancellationToken);
}
