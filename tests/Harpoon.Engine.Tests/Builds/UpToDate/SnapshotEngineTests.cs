using System.Globalization;
using System.Text.Json;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

/// <summary>Real engines say what becomes of their images, by whatever way. What another test does to an image ends a snapshot too.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class SnapshotEngineTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineTheory]
    [Trait("Tier", "Smoke")]
    [InlineData(BuilderChoice.BuildKit)]
    [InlineData(BuilderChoice.Classic)]
    public async Task Whatever_renames_an_image_ends_a_snapshot(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        var engine = project.Engine;
        Assert.SkipUnless(engine.Capabilities.ReportsNames, "The engine renames images without an event.");

        // A clock that stands still: no snapshot gets old.
        await using var snapshots = new ImageSnapshots(new HandTime());
        await project.With("ENV A=1").BuildAsync();

        await EndsAsync("a build", () => project.With("ENV A=2").BuildAsync());
        await EndsAsync("a build with all of its steps cached", () => project.With("ENV A=1").BuildAsync());
        await EndsAsync("a tag", () => engine.Images.TagAsync(project.Name, new ImageReference(project.Name, "more"), Token));
        await EndsAsync("a removal", () => engine.Images.RemoveAsync($"{project.Name}:more", force: false, Token));

        async Task EndsAsync(string what, Func<Task> change)
        {
            ImageSnapshot? snapshot;
            do
            {
                // Other tests change images meanwhile.
                snapshot = await snapshots.TakeAsync(engine, Token);
            }
            while (snapshot is null);

            await change();
            for (var start = DateTime.UtcNow; snapshot.StillHolds; await Task.Delay(1, Token))
            {
                Assert.True(DateTime.UtcNow - start < Limit, $"Nothing was heard of {what}.");
            }
        }
    }

    [EngineFact]
    [Trait("Tier", "Smoke")]
    public async Task A_snapshot_confirms_what_the_engine_has()
    {
        await using var project = await BuildProject.CreateAsync();
        Assert.SkipUnless(project.Engine.Capabilities.ReportsNames, "The engine renames images without an event.");
        await using var snapshots = new ImageSnapshots(new HandTime());
        await project.With("ENV A=1").BuildAsync();

        var outcomes = new List<ImageBuildOutcome>();
        for (var round = 0; round < 3; round++)
        {
            outcomes.Add(await ImageBuild.ExecuteAsync(project.Options, project.Engine, project.Host, project.Report, snapshots, Token));
        }

        NonEmpty.All(outcomes, outcome => Assert.True(outcome.UpToDate));
        Assert.Single(outcomes.Select(outcome => JsonSerializer.Serialize(outcome.Result with { Seconds = 0 })).Distinct());
    }

    [EngineFact]
    [Trait("Tier", "Smoke")]
    public async Task Ten_unchanged_images_take_as_many_calls_as_two()
    {
        await using var project = await BuildProject.CreateAsync();
        await using var way = new CountedWay(project.Engine.Endpoint);
        var tags = string.Join(';', Enumerable.Range(0, 10));
        await project.With("ENV A=1").WithOptions(options => options with { Tags = tags }).BuildAsync();
        await BuildAllAsync(10);

        string[] two, ten;
        var attempts = 0;
        do
        {
            (two, ten) = (await BuildAllAsync(2), await BuildAllAsync(10));
        }
        // Others may use the engine too: each change of theirs is one more list.
        while (two.Length != ten.Length && project.Engine.Capabilities.ReportsNames && ++attempts < 5);

        Assert.Equal(1, ten.Count(call => call == "GET /_ping"));
        if (project.Engine.Capabilities.ReportsNames)
        {
            Assert.Equal(two.Order(), ten.Order());
        }

        // Each is a project of its own, by its stamp: the same image under one of its tags. Returns the calls of a build in which nothing has changed.
        async Task<string[]> BuildAllAsync(int count)
        {
            way.Calls.Clear();
            var known = new KnownEngines();
            await using var snapshots = new ImageSnapshots(new HandTime());
            for (var index = 0; index < count; index++)
            {
                await using var engine = await EngineConnector.ConnectAsync(new(Host: way.Address), project.Host, project.Report, known, Token);
                var options = project.Options with { Tags = index.ToString(CultureInfo.InvariantCulture) };
                await ImageBuild.ExecuteAsync(options, engine, project.Host, project.Report, snapshots, Token);
            }

            return [.. way.Calls];
        }
    }
}
