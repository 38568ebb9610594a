using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Runs;

namespace Harpoon.Engine.Tests.Client;

public sealed class LostEngineTests
{
    [EngineFact]
    public async Task An_engine_that_dies_midway_is_an_error_that_names_the_container_it_may_have_left()
    {
        Assert.SkipWhen(OwnDaemon.WhyNot is not null, OwnDaemon.WhyNot ?? "");
        var token = TestContext.Current.CancellationToken;
        await using var daemon = await OwnDaemon.StartAsync(token);
        await using var engine = await daemon.ConnectAsync(token);

        var error = await Assert.ThrowsAsync<HarpoonException>(() => ContainerRun.ExecuteAsync(
            new RunContext(
                new ContainerRunOptions(TestImages.Base) { Command = "echo ready; exec sleep 600" },
                engine,
                HostEnvironment.OfProcess(AppContext.BaseDirectory),
                new CallbackReport(_ => daemon.Kill())),
            token));

        Assert.Equal("HRP4031", Assert.Single(error.Diagnostics).Code);
        Assert.Matches("docker rm -fv [0-9a-f]{12}", error.Message);
    }
}
