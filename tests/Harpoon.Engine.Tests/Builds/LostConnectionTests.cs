using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds;

/// <summary>Connections to a real engine that are cut, or go silent, somewhere in a build.</summary>
public sealed class LostConnectionTests
{
    /// <summary>From the first ping to the middle of the context, which is larger than the last.</summary>
    private static readonly long[] Places = [0, 150, 400, 800, 1_200, 1_700, 2_300, 3_000, 4_500, 8_000, 40_000, 200_000];

    /// <summary>Longer than a busy engine takes for an answer, so that what is not lost is not given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static TheoryData<BuilderChoice, bool> Ways => new()
    {
        { BuilderChoice.Classic, false }, { BuilderChoice.Classic, true }, { BuilderChoice.BuildKit, false }, { BuilderChoice.BuildKit, true },
    };

    [EngineTheory]
    [MemberData(nameof(Ways))]
    public Task A_way_to_the_engine_that_is_lost_anywhere_is_an_error(BuilderChoice builder, bool stalls) => AtEachPlaceAsync(
        Places,
        async place => Assert.StartsWith("HRP", (await FailAsync(builder, place, stalls)).Code, StringComparison.Ordinal));

    [EngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_session_that_is_lost_anywhere_is_an_error_though_the_engine_answers(bool stalls) => AtEachPlaceAsync(
        [0, 300, 1_000, 3_000, 40_000, 200_000],
        async place =>
        {
            var error = await FailAsync(BuilderChoice.BuildKit, place, stalls, "/session");
            Assert.True(error.Code.StartsWith("HRP3", StringComparison.Ordinal), $"after {place} bytes: {error.Code} {error.Text}");
        });

    [EngineFact]
    public Task A_request_that_is_taken_no_more_is_an_error_though_the_engine_answers() => AtEachPlaceAsync(
        [0, 500, 40_000, 200_000],
        async place => Assert.Equal("HRP3039", (await FailAsync(BuilderChoice.Classic, place, stalls: true, "/build?")).Code));

    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Calls_of_BuildKit_that_are_lost_anywhere_are_an_error_though_the_session_goes_on(bool stalls) => AtEachPlaceAsync(
        [0, 100, 200, 300, 600],
        async place => Assert.Equal("HRP3031", (await FailAsync(BuilderChoice.BuildKit, place, stalls, "/grpc")).Code));

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_step_that_says_nothing_for_longer_than_the_timeout_is_no_stall(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN sleep 9");
        await using var engine = await EngineConnector.ConnectAsync(
            new EndpointOptions(Timeout: Patience), HostEnvironment.OfProcess(AppContext.BaseDirectory), new RecordingReport(), TestContext.Current.CancellationToken);

        Assert.NotEmpty((await ImageBuild.ExecuteAsync(project.Options, engine, project.Host, project.Report, TestContext.Current.CancellationToken)).ImageId);
    }

    private static Task AtEachPlaceAsync(long[] places, Func<long, Task> check) => Task.WhenAll(places.Select(check));

    private static async Task<Diagnostic> FailAsync(BuilderChoice builder, long bytes, bool stalls, string path = "")
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("COPY . /all").WithFile("big", new string('x', 3_000_000));
        await using var way = new LossyWay(project.Engine.Endpoint, bytes, stalls, path);

        // Where nothing is lost silently, nothing has to be waited for.
        var timeout = stalls ? Patience : EngineConnector.DefaultTimeout;
        var error = await Assert.ThrowsAsync<HarpoonException>(async () =>
        {
            await using var engine = await ConnectAsync(way.Address, timeout);
            await ImageBuild.ExecuteAsync(project.Options, engine, project.Host, project.Report, TestContext.Current.CancellationToken);
        });
        return error.Diagnostics.First();
    }

    private static Task<IEngine> ConnectAsync(string address, TimeSpan timeout) => EngineConnector.ConnectAsync(
        new EndpointOptions(address, Timeout: timeout), new HostEnvironment(_ => null, "/", "/"), new RecordingReport(), TestContext.Current.CancellationToken);
}
