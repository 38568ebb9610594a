using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work.Buildx;

/// <summary>Builds on an engine that has forgotten everything, with all steps in a registry's cache. They prune the engine's build cache.</summary>
internal static class CacheHits
{
    private const string CliImage = "harpoon-bench-cli-cached";

    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        await using LocalRegistry registry = await LocalRegistry.StartAsync(Path.Combine(workspace.Folder, "registry"), cancellationToken);
        string @base = $"{registry.Address}/base:1", cache = $"{registry.Address}/cache:1", context = Path.Combine(workspace.Folder, "cached");
        // A miss would be seen.
        string[] lines = [$"FROM {@base}", "RUN sleep 10", "RUN head -c 20000000 /dev/urandom >/random", "RUN seq 1000000 >/numbers", "RUN wc /numbers >/count"];
        Directory.CreateDirectory(context);
        await File.WriteAllLinesAsync(Path.Combine(context, "Dockerfile"), lines, cancellationToken);
        string project = Path.Combine(workspace.Folder, "Cached", "Cached.csproj");
        await ProjectFiles.WriteCachedAsync(Repository.Find(), project, lines, cache, cancellationToken);

        await Docker("tag", Workspace.BaseImage, @base).RunAsync(cancellationToken);
        await Docker("push", @base).RunAsync(cancellationToken);
        await WriteCacheAsync(context, cache, cancellationToken);

        MarkdownTable table = BuildxRow.Table("all steps in a registry's cache, the engine wiped");
        var row = new BuildxRow(
            "cache hit", 1.0, WipeAsync,
            Workspace.Build(project, "DockerBuild", "DockerBuildAlways=true"), Workspace.Build(project, "Empty"),
            Buildx(context, "--cache-from", $"type=registry,ref={cache}", "-t", CliImage),
            Workspace.Build(workspace.Exec, "CachedByBuildx", $"Cache={cache}", $"Context={context}"));
        table.Add(await row.MeasureAsync(options.LongRounds, stopwatch, cancellationToken));
        await WipeAsync(cancellationToken);
        return table;

        async Task WipeAsync(CancellationToken token)
        {
            await Images.RemoveAsync(token);
            await Docker("image", "rm", "--force", @base, cache).RunAsync(token);
            await Docker("buildx", "prune", "--all", "--force").RunAsync(token);
        }
    }

    private static Command Docker(params string[] arguments) => new("docker", arguments);

    private static Command Buildx(string context, params string[] arguments) => Docker(["buildx", "build", .. arguments, context]);

    /// <summary>By buildx. The graph-driver store writes only an image with its cache inside.</summary>
    private static async Task WriteCacheAsync(string context, string cache, CancellationToken cancellationToken)
    {
        try
        {
            await Buildx(context, "--cache-to", $"type=registry,ref={cache},mode=max", "-t", CliImage).RunAsync(cancellationToken);
        }
        catch (InvalidOperationException)
        {
            await Buildx(context, "--cache-to", "type=inline", "-t", cache, "--push").RunAsync(cancellationToken);
        }
    }
}
