using System.Text.Json;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Caches;

/// <summary>A project of two stages, whose first is in a cache only with <c>mode=max</c>; and an engine that forgets it.</summary>
internal sealed class CachedProject : IAsyncDisposable
{
    private CachedProject(BuildProject project) => Project = project;

    public BuildProject Project { get; }

    /// <summary>Its Dockerfile, for another builder.</summary>
    public string Dockerfile => string.Join('\n', [.. Project.Options.Lines.Select(line => line.Text), ""]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CachedProject> CreateAsync()
    {
        var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);

        // No COPY: the records of Docker 20.10 don't say which file it copied, and so whose it is.
        project.WithAll(
            $"FROM {TestImages.Base} AS made", $"RUN echo made > /{project.Name}", $"FROM {TestImages.Base}", $"RUN --mount=from=made,target=/made cp /made/{project.Name} /");
        return new CachedProject(project);
    }

    /// <summary>Whether the engine's store writes caches.</summary>
    public static async Task<bool> HasContainerdStoreAsync(IEngine engine) =>
        (await EngineInformation.OfAsync(engine, Token)).ImageStore?.StartsWith("containerd", StringComparison.Ordinal) == true;

    /// <summary>Goes on only where the engine's store is this one.</summary>
    public async Task RequireStoreAsync(bool containerd) => Assert.SkipUnless(
        await HasContainerdStoreAsync(Project.Engine) == containerd, containerd ? "The engine has its older store." : "The engine has containerd's store.");

    public Task<ImageBuildOutcome> BuildAsync(BuildCache[]? from = null, BuildCache[]? to = null, string? both = null)
    {
        Project.WithOptions(o => o with { Always = true, CacheFrom = [.. from ?? []], CacheTo = [.. to ?? []], Cache = both });
        return Project.BuildAsync();
    }

    /// <summary>Whether the last build took the step of the first stage from a cache.</summary>
    public bool WasCached => IsCached(Project.Output);

    /// <summary>Whether a builder says so of the step.</summary>
    public static bool IsCached(IEnumerable<string> output)
    {
        var lines = output.ToArray();
        var number = lines.First(line => line.Contains("RUN echo made", StringComparison.Ordinal) && line.StartsWith('#')).Split(' ')[0];
        return lines.Any(line => line.StartsWith($"{number} ", StringComparison.Ordinal) && line.EndsWith("CACHED", StringComparison.Ordinal));
    }

    /// <summary>The engine forgets all that this project built. What others build on it at the same time stays.</summary>
    public async Task WipeAsync()
    {
        foreach (var image in await Project.Engine.Images.ListAsync($"{HarpoonLabels.Project}={Project.Name}", Token))
        {
            await Project.Engine.Images.RemoveAsync(image.Id, force: true, Token);
        }

        // A record goes after those that are made on it.
        for (var round = 0; await RecordsAsync() is { Length: > 0 } records; round++)
        {
            Assert.True(round < 20, "The engine keeps its cache.");
            foreach (var record in records)
            {
                var filter = Uri.EscapeDataString(JsonSerializer.Serialize(new { id = new Dictionary<string, bool> { [record] = true } }));
                await Project.Engine.PostAsync($"build/prune?all=true&filters={filter}", Token);
            }
        }
    }

    public ValueTask DisposeAsync() => Project.DisposeAsync();

    private async Task<string[]> RecordsAsync()
    {
        using var usage = JsonDocument.Parse(await Project.Engine.GetBytesAsync("system/df?type=build-cache", Token));
        return
        [
            .. usage.RootElement.GetProperty("BuildCache").EnumerateArray()
                .Where(record => record.GetProperty("Description").GetString()!.Contains(Project.Name, StringComparison.Ordinal))
                .Select(record => record.GetProperty("ID").GetString()!),
        ];
    }
}
