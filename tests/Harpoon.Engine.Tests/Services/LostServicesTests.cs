using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Up;
using Harpoon.Engine.Services.Waits;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Runs;

namespace Harpoon.Engine.Tests.Services;

public sealed class LostServicesTests
{
    private static readonly HostEnvironment Host = HostEnvironment.OfProcess(AppContext.BaseDirectory);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact]
    public async Task An_engine_that_dies_while_the_command_runs_is_an_error_of_the_run()
    {
        Assert.SkipWhen(OwnDaemon.WhyNot is not null, OwnDaemon.WhyNot ?? "");
        await using var daemon = await OwnDaemon.StartAsync(Token);
        await using var engine = await daemon.ConnectAsync(Token);

        var error = await Assert.ThrowsAsync<HarpoonException>(() => RunWithServices.ExecuteAsync(
            new RunContext(Shell("echo here; exec sleep 600"), engine, Host, new CallbackReport(_ => daemon.Kill())), Two("log:ready"), owner: null, Token));

        Assert.Equal("HRP4031", Assert.Single(error.Diagnostics).Code);
    }

    [EngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_engine_that_dies_while_a_service_is_waited_for_is_an_error_of_the_services(bool up)
    {
        Assert.SkipWhen(OwnDaemon.WhyNot is not null, OwnDaemon.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        await using var daemon = await OwnDaemon.StartAsync(Token);
        await using var engine = await daemon.ConnectAsync(Token);
        var report = new RecordingReport { Heard = text => KillAt(text == "late | ready", daemon) };

        var error = await Assert.ThrowsAsync<HarpoonException>(() => up ? UpAsync(folder.Path, engine, report) : RunAsync(engine, report));

        Assert.Equal("HRP4214", Assert.Single(error.Diagnostics).Code);
    }

    private static async Task RunAsync(IEngine engine, IReport report) =>
        await RunWithServices.ExecuteAsync(new RunContext(Shell("true"), engine, Host, report), Two("log:never"), owner: null, Token);

    private static async Task UpAsync(string folder, IEngine engine, IReport report) => await ServicesUp.ExecuteAsync(
        ServiceOwner.Of(Path.Combine(folder, "Shop.csproj"), "lost", Host),
        Two("log:never"),
        new ServiceFiles(Path.Combine(folder, "services.json"), Path.Combine(folder, "lock")),
        engine,
        Host,
        report,
        Token);

    private static void KillAt(bool now, OwnDaemon daemon)
    {
        if (now)
        {
            daemon.Kill();
        }
    }

    private static ServiceGraph Two(string wait) => ServiceGraph.Of([Lasting("db", "log:ready"), Lasting("late", wait)]);

    private static Service Lasting(string name, string wait) =>
        new(name, Shell("echo ready; exec sleep 600")) { Waits = [WaitConditionParser.Parse(wait)] };

    private static ContainerRunOptions Shell(string command) => new(TestImages.Base) { Command = command };
}
