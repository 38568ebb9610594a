using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Registries.Credentials;

/// <summary>Runs of images that the engine lacks, and only somebody who is logged in can pull.</summary>
[Trait("Tier", "Smoke")]
public sealed class PrivateRunTests(PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    private readonly RecordingReport _report = new();

    [EngineFact]
    public async Task A_private_image_is_pulled_and_run_with_the_users_login()
    {
        var outcome = await RunAsync(() => registry.Settings());

        Assert.Null(outcome.Failure);
        Assert.Contains("ran", _report.Lines.Select(line => line.Text));
        Assert.DoesNotContain(_report.Lines, line => line.Text.Contains(PrivateRegistry.Password, StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task A_wrong_password_is_reported()
    {
        var error = await Assert.ThrowsAsync<HarpoonException>(() => RunAsync(() => registry.Settings("wrong")));

        Assert.Equal("HRP5003", error.Diagnostics.Single().Code);
        Assert.Contains("DOCKER_AUTH_CONFIG", error.Message, StringComparison.Ordinal);
    }

    private async Task<ContainerRunOutcome> RunAsync(Func<string> settings)
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        var image = await registry.PushBaseAsync(engine, $"private/run-{Guid.NewGuid():n}");
        var host = new HostEnvironment(name => name == "DOCKER_AUTH_CONFIG" ? settings() : null, "/", Path.GetTempPath());
        return await ContainerRun.ExecuteAsync(
            new RunContext(new ContainerRunOptions(image) { Command = "echo ran" }, engine, host, _report), TestContext.Current.CancellationToken);
    }
}
