using System.Collections.Concurrent;
using System.Globalization;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;
using Harpoon.Engine.Tests.Context.DockerCli;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.References;

/// <summary>
/// Random graphs of images: they are what they are when built by name, one after the other, and edits build again exactly what they must. The same graphs each time, and
/// others on each engine; with those of the package's test, the engines of CI have over 200. HARPOON_GRAPH_SEED=n HARPOON_GRAPH_CASES=m tries others, and more.
/// </summary>
public sealed class RandomGraphTests(ITestOutputHelper output)
{
    private const int AtOnce = 8;

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public Task Many_are_as_by_hand_and_edits_build_what_they_must(BuilderChoice builder) =>
        CheckAsync(builder, first: 1_000, count: builder == BuilderChoice.BuildKit ? 200 : 8);

    [EngineTheory]
    [ClassData(typeof(Builders))]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public Task Some_are_as_by_hand_and_edits_build_what_they_must(BuilderChoice builder) =>
        CheckAsync(builder, first: 10_000 + (10 * (Environment.GetEnvironmentVariable("HARPOON_TEST_ENGINE") ?? "").Sum(letter => letter)), count: 2);

    [EngineTheory]
    [ClassData(typeof(Builders))]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task They_are_what_docker_builds_in_the_order_of_the_graph(BuilderChoice builder)
    {
        Assert.SkipWhen(EngineAvailability.IsPodman || DockerCommand.Version == 0, "There is no docker build to compare with.");
        Assert.SkipWhen(builder == BuilderChoice.BuildKit && BuildKitCommand.BuildxPath is null, "There is no buildx to compare with.");
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(engine.Endpoint.Address.Scheme != "unix", "The docker CLI is run on sockets only.");
        foreach (var seed in (int[])[500, 501])
        {
            await using var build = new GraphBuild(new ImageGraph(seed, canMount: builder == BuilderChoice.BuildKit), engine, builder);
            var outcomes = await build.BuildAsync();
            IReadOnlyList<string> byDocker = [];
            try
            {
                byDocker = await build.ByDockerAsync();
            }
            catch (InvalidOperationException e) when (e.Message.Contains("is too old", StringComparison.Ordinal))
            {
                Assert.Skip("The docker CLI is too old for this engine.");
            }

            Assert.Equal(byDocker, await Task.WhenAll(outcomes.Select(outcome => build.WhatIsAsync(outcome.ImageId))));
        }
    }

    private async Task CheckAsync(BuilderChoice builder, int first, int count)
    {
        Assert.SkipWhen(builder == BuilderChoice.BuildKit && EngineAvailability.IsPodman, $"Podman {PodmanLacks.BuildKit}.");
        (first, count) = (Setting("HARPOON_GRAPH_SEED") ?? first, Setting("HARPOON_GRAPH_CASES") ?? count);
        output.WriteLine($"HARPOON_GRAPH_SEED={first} HARPOON_GRAPH_CASES={count}");
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        ConcurrentBag<string> repositories = [];
        await Parallel.ForEachAsync(
            Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) => await CheckAsync(seed, engine, builder, repositories));

        // A list of all images takes longer than a build.
        var held = repositories.ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(await engine.Images.NamesAsync(TestContext.Current.CancellationToken), name => held.Contains(name[..name.LastIndexOf(':')]));
    }

    private static async Task CheckAsync(int seed, IEngine engine, BuilderChoice builder, ConcurrentBag<string> repositories)
    {
        var graph = new ImageGraph(seed, canMount: builder == BuilderChoice.BuildKit);
        await using var build = new GraphBuild(graph, engine, builder);
        try
        {
            Assert.Equal(graph.Nodes.Select(node => node.Index), await BuiltAsync(build));
            Assert.Equal(graph.Edit(), await BuiltAsync(build));

            var outcomes = await build.BuildAsync();
            Assert.DoesNotContain(outcomes, outcome => !outcome.UpToDate);
            build.HeldRepositories.ToList().ForEach(repositories.Add);
            Assert.Equal(await build.ByHandAsync(), await Task.WhenAll(outcomes.Select(outcome => build.WhatIsAsync(outcome.ImageId))));
        }
        catch (Exception e)
        {
            var nodes = graph.Nodes.Select(node => string.Join("; ", node.Lines(index => graph.Nodes[index].Name)));
            throw new InvalidOperationException($"HARPOON_GRAPH_SEED={seed} HARPOON_GRAPH_CASES=1:\n{string.Join('\n', nodes)}", e);
        }
    }

    private static async Task<IEnumerable<int>> BuiltAsync(GraphBuild build) =>
        [.. (await build.BuildAsync()).Index().Where(image => !image.Item.UpToDate).Select(image => image.Index)];

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
