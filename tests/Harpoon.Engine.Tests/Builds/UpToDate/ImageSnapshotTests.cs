using System.Globalization;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

/// <summary>An engine is asked once for the images of many builds, and a change of one is never missed.</summary>
public sealed class ImageSnapshotTests : IAsyncDisposable
{
    private static readonly ImageDetails Other = new("sha256:other", [], 1);

    private readonly List<FakeProject> _projects = [];
    private readonly HandTime _time = new();
    private readonly ImageSnapshots _snapshots;

    public ImageSnapshotTests() => _snapshots = new ImageSnapshots(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _snapshots.DisposeAsync();
        _projects.ForEach(project => project.Dispose());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public async Task Any_number_of_images_take_as_many_calls_as_two(int count)
    {
        var engine = await BuiltAsync(count);

        NonEmpty.All(await BuildAllAsync(engine), UpToDate);

        Assert.Equal((1, 1), (engine.Watches.Count, engine.Lists));
        Assert.Equal(["base", "app0:latest", "base"], engine.Found);
    }

    [Fact]
    public async Task Builds_at_the_same_time_share_one_list()
    {
        var engine = await BuiltAsync(20);

        NonEmpty.All(await Task.WhenAll(_projects.Select(project => Task.Run(() => BuildAsync(project, engine), Token))), UpToDate);

        Assert.Equal((1, 1), (engine.Watches.Count, engine.Lists));
    }

    [Fact]
    public async Task A_result_is_the_same_as_without_a_snapshot()
    {
        var engine = await BuiltAsync(2);

        var outcomes = await BuildAllAsync(engine);
        var alone = await ImageBuild.ExecuteAsync(_projects[1].Options, engine, _projects[1].Host, _projects[1].Report, Token);

        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(alone.Result with { Seconds = 0 }),
            System.Text.Json.JsonSerializer.Serialize(outcomes[1].Result with { Seconds = 0 }));
    }

    [Theory]
    [InlineData("app2:latest")]
    [InlineData("base")]
    public async Task What_another_process_changes_is_seen(string name)
    {
        var engine = await BuiltAsync(3);
        UpToDate(await BuildAsync(_projects[0], engine));
        UpToDate(await BuildAsync(_projects[1], engine));

        await HearAsync(engine, () => engine.RenameAsync(name, Other));

        Assert.False((await BuildAsync(_projects[2], engine)).UpToDate);
    }

    [Fact]
    public async Task An_image_that_is_gone_is_built_again()
    {
        var engine = await BuiltAsync(3);
        UpToDate(await BuildAsync(_projects[0], engine));
        UpToDate(await BuildAsync(_projects[1], engine));

        await HearAsync(engine, () => engine.RenameAsync("app2:latest", image: null));

        Assert.False((await BuildAsync(_projects[2], engine)).UpToDate);
    }

    [Fact]
    public async Task What_a_build_of_this_process_changes_is_seen_at_once()
    {
        var engine = await BuiltAsync(4);
        UpToDate(await BuildAsync(_projects[0], engine));
        UpToDate(await BuildAsync(_projects[1], engine));

        // Nothing is heard of it.
        engine.WhileBuilding = fake => fake.Known["app3:latest"] = Other;
        await File.WriteAllTextAsync(_projects[2].Path("more.txt"), "", Token);
        Assert.False((await BuildAsync(_projects[2], engine)).UpToDate);
        engine.WhileBuilding = _ => { };

        Assert.False((await BuildAsync(_projects[3], engine)).UpToDate);
    }

    [Fact]
    public async Task A_changed_file_builds_again_with_what_the_engine_says_then()
    {
        var engine = await BuiltAsync(2);
        UpToDate(await BuildAsync(_projects[0], engine));
        await File.WriteAllTextAsync(_projects[1].Path("more.txt"), "", Token);
        engine.Found.Clear();

        Assert.False((await BuildAsync(_projects[1], engine)).UpToDate);

        Assert.Equal(["base", "base", "app1:latest"], engine.Found.Take(3));
    }

    [Fact]
    public async Task A_snapshot_gets_old()
    {
        var engine = await BuiltAsync(3);
        UpToDate(await BuildAsync(_projects[0], engine));
        UpToDate(await BuildAsync(_projects[1], engine));

        _time.Now += TimeSpan.FromSeconds(10);

        UpToDate(await BuildAsync(_projects[2], engine));
        Assert.Equal((1, 2), (engine.Watches.Count, engine.Lists));
    }

    [Fact]
    public async Task Events_that_end_are_listened_to_again()
    {
        var engine = await BuiltAsync(3);
        UpToDate(await BuildAsync(_projects[0], engine));
        UpToDate(await BuildAsync(_projects[1], engine));

        await HearAsync(engine, () => engine.Watches.Single().Writer.CompleteAsync().AsTask());

        UpToDate(await BuildAsync(_projects[2], engine));
        Assert.Equal((2, 2), (engine.Watches.Count, engine.Lists));
    }

    [Fact]
    public async Task Without_events_each_image_is_asked_for()
    {
        var engine = await BuiltAsync(3, isWatched: false);

        NonEmpty.All(await BuildAllAsync(engine), UpToDate);

        Assert.Equal((1, 0), (engine.Watches.Count, engine.Lists));
        Assert.Equal(["base", "app0:latest", "base", "app1:latest", "base", "app2:latest"], engine.Found);
    }

    [Theory]
    [InlineData("1.48", false)]
    [InlineData("1.49", true)]
    public async Task An_engine_that_renames_images_silently_is_asked_for_each(string version, bool reports)
    {
        var engine = await BuiltAsync(3);
        engine.Ping = engine.Ping with { ApiVersion = Version.Parse(version) };

        NonEmpty.All(await BuildAllAsync(engine), UpToDate);

        Assert.Equal(reports ? 1 : 0, engine.Lists);
    }

    [Fact]
    public void Podman_is_asked_for_each() =>
        Assert.False(EngineCapabilities.Of(new EnginePing(new Version(1, 60), null, "linux", IsPodman: true)).ReportsNames);

    [Fact]
    public async Task Triggers_of_a_base_build_again()
    {
        var engine = NewEngine();
        engine.Known["base"] = engine.Known["base"] with { HasTriggers = true };
        await BuiltAsync(engine, 3);

        NonEmpty.All(await BuildAllAsync(engine), outcome => Assert.False(outcome.UpToDate));
    }

    [Fact]
    public async Task Two_engines_have_a_snapshot_each()
    {
        var (one, two) = (await BuiltAsync(3), NewEngine(address: "unix:///other"));
        foreach (var (name, image) in one.Known)
        {
            two.Known[name] = image;
        }

        two.Known["app2:latest"] = Other;
        NonEmpty.All(await BuildAllAsync(one), UpToDate);

        Assert.False((await BuildAsync(_projects[2], two)).UpToDate);
        Assert.Equal((1, 0), (one.Lists, two.Lists));
    }

    private static void UpToDate(ImageBuildOutcome outcome) => Assert.True(outcome.UpToDate);

    private static FakeEngine NewEngine(bool isWatched = true, string address = "unix:///fake") => new()
    {
        Endpoint = new Endpoint(new Uri(address), "test"),
        IsWatched = isWatched,
        Ping = new EnginePing(new Version(1, 51), null, "linux", IsPodman: false),
    };

    private Task<FakeEngine> BuiltAsync(int count, bool isWatched = true) => BuiltAsync(NewEngine(isWatched), count);

    /// <summary>An engine that has the images of projects, each built by a build of its own.</summary>
    private async Task<FakeEngine> BuiltAsync(FakeEngine engine, int count)
    {
        for (var index = 0; index < count; index++)
        {
            var project = new FakeProject();
            project.Options = project.Options with { Image = string.Create(CultureInfo.InvariantCulture, $"app{index}") };
            await File.WriteAllTextAsync(project.Path("a.txt"), "", Token);
            _projects.Add(project);
            await project.BuildAsync(engine);
        }

        engine.Found.Clear();
        return engine;
    }

    private Task<ImageBuildOutcome> BuildAsync(FakeProject project, FakeEngine engine) =>
        ImageBuild.ExecuteAsync(project.Options, engine, project.Host, project.Report, _snapshots, Token);

    private async Task<List<ImageBuildOutcome>> BuildAllAsync(FakeEngine engine)
    {
        var outcomes = new List<ImageBuildOutcome>();
        foreach (var project in _projects)
        {
            outcomes.Add(await BuildAsync(project, engine));
        }

        return outcomes;
    }

    /// <summary>Does what the engine says something of, and waits until that was heard.</summary>
    private async Task HearAsync(FakeEngine engine, Func<Task> change)
    {
        var snapshot = (await _snapshots.TakeAsync(engine, Token))!;
        Assert.True(snapshot.StillHolds);
        await change();
        while (snapshot.StillHolds)
        {
            await Task.Delay(1, Token);
        }
    }
}
