using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Ssh;
using Harpoon.Engine.Tests.Runs;
using Harpoon.Engine.Tests.Runs.Consoles;
using Harpoon.Engine.Tests.Services;

namespace Harpoon.Engine.Tests.Client.Transports.Ssh;

/// <summary>All that is said to an engine, by ssh.</summary>
[Trait("Tier", "Smoke")]
[Collection(nameof(LoginsCounted))]
public sealed class SshRunTests(EngineFixture fixture, SshServer server) : ServiceTests(fixture), IAsyncLifetime
{
    private IEngine? _engine;

    public async ValueTask InitializeAsync()
    {
        await server.StartedAsync();
        _engine = await EngineConnector.ConnectAsync(new EndpointOptions("ssh://far"), server.Host, Report, Token);
    }

    public ValueTask DisposeAsync() => _engine!.DisposeAsync();

    private protected override Task<IEngine> EngineAsync() => Task.FromResult(_engine!);

    [SshFact]
    public async Task A_run_is_as_any_other_and_logs_in_once()
    {
        var before = await server.LoginsAsync();
        await using var engine = await EngineConnector.ConnectAsync(new EndpointOptions("ssh://far"), server.Host, Report, Token);

        var outcome = await ContainerRun.ExecuteAsync(new RunContext(Marked(Shell("echo out; echo err >&2; exit 3")), engine, Host, Report), Token);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal(["out"], Texts(OutputChannel.StandardOutput));
        Assert.Equal(["err"], Texts(OutputChannel.StandardError));
        Assert.Equal(before + 1, await server.LoginsAsync());
    }

    [SshFact]
    public async Task What_is_piped_in_and_out_is_not_changed_and_its_end_is_reported()
    {
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        var output = new Screen();
        var console = new RunConsole(output, new Screen()) { Input = new MemoryStream(bytes) };

        var outcome = await ContainerRun.ExecuteAsync(new RunContext(Marked(Shell("cat")), _engine!, Host, Report) { Console = console }, Token);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(bytes, output.ToArray());
    }

    [SshFact]
    public async Task A_service_is_waited_for_at_the_far_host_s_address()
    {
        var outcome = await RunAsync("nc db 80 </dev/null", Listening("db", "hello from db"));

        Assert.Null(outcome.Failure);
        Assert.Equal(["hello from db"], Texts(OutputChannel.StandardOutput));
        Assert.Equal("127.0.0.1", _engine!.Endpoint.HostName);
    }

    [SshFact]
    public async Task Cancelled_while_it_runs_nothing_is_left()
    {
        using var cancel = new CancellationTokenSource();
        var ready = new TaskCompletionSource();
        var run = RunAsync(
            Shell("trap 'exit 0' TERM; echo ready; while true; do sleep 0.05; done"), new CallbackReport(_ => ready.TrySetResult()), cancel.Token);
        await ready.Task.WaitAsync(Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [SshFact]
    public async Task Both_builders_build()
    {
        foreach (var builder in new[] { BuilderChoice.Classic, BuilderChoice.BuildKit })
        {
            await using var project = await BuildProject.CreateAsync(builder);
            project.With("COPY . /all", "RUN cat /all/a.txt").WithFile("a.txt", "by ssh");

            var outcome = await project.BuildAsync(_engine!);

            Assert.Equal(outcome.ImageId, (await project.FindAsync(outcome.Tags[0]))?.Id);
            Assert.Contains("by ssh", string.Concat(project.Output), StringComparison.Ordinal);
        }
    }
}
