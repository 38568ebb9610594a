using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Up;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Services.Up;

public sealed class ServicesUpTests(EngineFixture fixture) : ServiceTests(fixture), IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    private ServiceOwner Owner => ServiceOwner.Of(Path.Combine(_folder.Path, "Shop.csproj"), Marker, Host);

    private ServiceFiles Files => new(Path.Combine(_folder.Path, "obj", "services.json"), Path.Combine(_folder.Path, "obj", "lock"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (EngineAvailability.WhyNone is null)
        {
            await DownAsync();
            Assert.Empty(await MarkedContainersAsync());
            Assert.Empty(await NetworksAsync());
        }

        _folder.Dispose();
    }

    [EngineFact]
    public async Task What_is_up_listens_where_the_outputs_and_the_file_say()
    {
        var address = Assert.Single(await UpAsync(Listening("db", "hello")));

        Assert.Equal(("db", "127.0.0.1", 80, "tcp"), (address.Service, address.Host, address.ContainerPort, address.Protocol));
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(Files.Addresses, Token));
        var db = file.RootElement.GetProperty("db");
        Assert.Equal("127.0.0.1", db.GetProperty("host").GetString());
        Assert.Equal(address.Port, db.GetProperty("ports").GetProperty("80/tcp").GetInt32());
        Assert.Equal("hello\n", await ReadAsync(address));
    }

    [EngineFact]
    public async Task Up_again_leaves_what_is_up_as_it_is()
    {
        var db = Listening("db", "hello");
        var first = await UpAsync(db);
        var before = await MarkedContainersAsync();

        Assert.Equal(first, await UpAsync(db));

        Assert.Equal(before.Select(container => container.Id), (await MarkedContainersAsync()).Select(container => container.Id));
    }

    [EngineFact]
    public async Task Up_again_makes_again_what_changed_and_removes_what_is_gone()
    {
        await UpAsync(Listening("db", "old"), Listening("same", "same"), Listening("gone", "gone"));
        var before = await IdsAsync();

        var after = await UpAsync(Listening("db", "new"), Listening("same", "same"));

        Assert.Equal("new\n", await ReadAsync(after.Single(address => address.Service == "db")));
        var now = await IdsAsync();
        Assert.Equal(["db", "same"], now.Keys.Order());
        Assert.Equal(before["same"], now["same"]);
        Assert.NotEqual(before["db"], now["db"]);
    }

    [EngineFact]
    public async Task Work_that_is_done_is_not_done_again_unless_what_it_was_done_for_is_new()
    {
        var migration = Shelled("migration", "true", "exit") with { DependsOn = ["db"] };
        await UpAsync(Listening("db", "1"), migration);
        var first = await IdsAsync();
        await UpAsync(Listening("db", "1"), migration);
        var second = await IdsAsync();
        await UpAsync(Listening("db", "2"), migration);

        Assert.Equal(first["migration"], second["migration"]);
        Assert.NotEqual(second["migration"], (await IdsAsync())["migration"]);
    }

    [EngineFact]
    public async Task If_one_fails_none_that_was_started_is_left_and_what_was_up_stays()
    {
        await UpAsync(Listening("db", "hello"));

        var error = await Assert.ThrowsAsync<HarpoonException>(() => UpAsync(Listening("db", "hello"), Shelled("bad", "exit 3", "port:80")));

        Assert.Equal("HRP4210", Assert.Single(error.Diagnostics).Code);
        Assert.Equal(["db"], (await IdsAsync()).Keys);
    }

    [EngineFact]
    public async Task If_the_only_one_fails_nothing_is_left()
    {
        await Assert.ThrowsAsync<HarpoonException>(() => UpAsync(Shelled("bad", "exit 3", "port:80")));

        Assert.Empty(await MarkedContainersAsync());
        Assert.Empty(await NetworksAsync());
    }

    [EngineFact]
    public async Task Cancelled_at_any_moment_nothing_is_left()
    {
        for (var milliseconds = 0; milliseconds <= 600; milliseconds += 100)
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => UpAsync(cancel.Token, Shelled("a", "exec sleep 600"), Shelled("b", "exec sleep 600", "log:never")));

            Assert.Empty(await MarkedContainersAsync());
            Assert.Empty(await NetworksAsync());
        }
    }

    [EngineFact]
    public async Task If_one_is_not_ready_in_time_nothing_is_left()
    {
        var error = await Assert.ThrowsAsync<HarpoonException>(
            () => UpAsync(Shelled("a", "exec sleep 600"), Shelled("b", "exec sleep 600", "log:never") with { WaitTimeout = TimeSpan.FromSeconds(0.5) }));

        Assert.Equal("HRP4211", Assert.Single(error.Diagnostics).Code);
        Assert.Empty(await MarkedContainersAsync());
        Assert.Empty(await NetworksAsync());
    }

    [EngineFact(NotOnPodman = PodmanLacks.OutOfMemory)]
    public async Task If_one_is_out_of_memory_nothing_is_left()
    {
        var hungry = Shelled("hungry", Hungry, "log:never");

        var error = await Assert.ThrowsAsync<HarpoonException>(() => UpAsync(
            Shelled("a", "exec sleep 600"), hungry with { Run = hungry.Run.With(container => container with { Memory = 16 << 20 }) }));

        Assert.Contains("exceeded its memory limit", Assert.Single(error.Diagnostics).Text, StringComparison.Ordinal);
        Assert.Empty(await MarkedContainersAsync());
        Assert.Empty(await NetworksAsync());
    }

    [EngineFact]
    public async Task Down_twice_is_harmless_and_removes_the_file()
    {
        await UpAsync(Listening("db", "hello"));

        await DownAsync();
        await DownAsync();

        Assert.False(File.Exists(Files.Addresses));
        Assert.Empty(await MarkedContainersAsync());
    }

    [EngineFact]
    public async Task A_run_uses_what_is_up_and_leaves_it()
    {
        var db = Listening("db", "hello");
        await UpAsync(db);
        var before = await IdsAsync();

        var outcome = await RunBesideAsync("nc db 80 </dev/null", db);

        Assert.Null(outcome.Failure);
        Assert.Equal(["hello"], Texts(OutputChannel.StandardOutput));
        Assert.Equal(before, await IdsAsync());
    }

    [EngineFact]
    public async Task A_run_that_asks_for_something_else_has_services_of_its_own_and_leaves_what_is_up()
    {
        await UpAsync(Listening("db", "up"));
        var before = await IdsAsync();

        await RunBesideAsync("nc db 80 </dev/null", Listening("db", "own"));

        Assert.Equal(["own"], Texts(OutputChannel.StandardOutput));
        Assert.Equal(before, await IdsAsync());
    }

    [EngineFact]
    public async Task Two_folders_of_one_project_have_each_their_own()
    {
        var other = ServiceOwner.Of(Path.Combine(_folder.Path, "elsewhere", "Shop.csproj"), Marker, Host);
        var engine = await EngineAsync();
        await UpAsync(Listening("db", "here"));
        var files = new ServiceFiles(Path.Combine(_folder.Path, "elsewhere", "services.json"), Path.Combine(_folder.Path, "elsewhere", "lock"));
        var there = Assert.Single(
            await ServicesUp.ExecuteAsync(other, ServiceGraph.Of([Listening("db", "there")]), files, engine, Host, Report, Token));

        await DownAsync();

        Assert.Equal("there\n", await ReadAsync(there));
        await ServicesDown.ExecuteAsync(other, files, engine, Report, Token);
    }

    [EngineFact]
    public async Task A_container_of_an_image_that_was_committed_of_a_service_stays_when_all_goes_down()
    {
        Assert.SkipUnless(ExternalProgram.Exists("docker"), "Needs the docker CLI.");
        var engine = await EngineAsync();
        var copy = $"harpoon-test-copy:{Marker}";
        await UpAsync(Listening("db", "hello"));
        await ExternalProgram.RunAsync("docker", ["commit", Assert.Single(await MarkedContainersAsync()).Id, copy]);
        var foreign = await engine.Containers.CreateAsync(new ContainerSpec(copy) { Name = $"harpoon-runs-{Marker}" }, Token);
        try
        {
            await DownAsync();

            Assert.Equal(foreign.Id, Assert.Single(await MarkedContainersAsync()).Id);
            Assert.Contains(Report.Messages, message => message.Text.StartsWith($"Kept the container harpoon-runs-{Marker}", StringComparison.Ordinal));
        }
        finally
        {
            await engine.Containers.RemoveAsync(foreign.Id, CancellationToken.None);
            await engine.Images.RemoveAsync(copy, force: true, CancellationToken.None);
        }
    }

    private Task<ImmutableArray<ServiceAddress>> UpAsync(params Service[] services) => UpAsync(Token, services);

    // The services come last, as they do where they are written.
#pragma warning disable CA1068
    private async Task<ImmutableArray<ServiceAddress>> UpAsync(CancellationToken cancellationToken, params Service[] services) =>
        await ServicesUp.ExecuteAsync(Owner, ServiceGraph.Of(services), Files, await EngineAsync(), Host, Report, cancellationToken);
#pragma warning restore CA1068

    private async Task DownAsync() => await ServicesDown.ExecuteAsync(Owner, Files, await EngineAsync(), Report, CancellationToken.None);

    private async Task<ContainerRunOutcome> RunBesideAsync(string command, params Service[] services) => await RunWithServices.ExecuteAsync(
        new RunContext(Marked(Shell(command)), await EngineAsync(), Host, Report), ServiceGraph.Of(services), Owner, Token);

    private async Task<Dictionary<string, string>> IdsAsync() =>
        (await MarkedContainersAsync()).ToDictionary(container => container.Labels[HarpoonLabels.Service], container => container.Id);

    private async Task<IReadOnlyList<LabelledObject>> NetworksAsync() =>
        await (await EngineAsync()).Networks.ListAsync($"{HarpoonLabels.Project}={Marker}", CancellationToken.None);

    private static async Task<string> ReadAsync(ServiceAddress address)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Token);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync(Token);
    }
}
