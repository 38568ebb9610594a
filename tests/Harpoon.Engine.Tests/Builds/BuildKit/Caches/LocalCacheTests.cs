using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;
using TemporaryFolder = Harpoon.Engine.Tests.Context.TemporaryFolder;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Caches;

/// <summary>Caches in a folder of this machine, on an engine that has forgotten everything since.</summary>
public sealed class LocalCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private BuildCache Written => Cache with { Attributes = new Dictionary<string, string> { ["mode"] = "max" } };

    private BuildCache Cache => new(_folder.At("cache")) { Type = CacheType.Local, Item = new ItemReference("DockerCacheTo", "cache") };

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_cache_of_all_steps_outlives_the_engines_own()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);

        await user.BuildAsync(from: [Cache], to: [Written]);
        Assert.False(user.WasCached);
        Assert.Empty(user.Project.Report.Warnings);
        Assert.Contains("has no cache with the tag latest", user.Project.Said, StringComparison.Ordinal);
        await user.WipeAsync();
        var result = (await user.BuildAsync(from: [Cache], to: [Written])).Result;

        Assert.True(user.WasCached, string.Join('\n', user.Project.Output));
        Assert.Contains($"Wrote the cache {Cache.Name}.", user.Project.Said, StringComparison.Ordinal);

        // Not those of the cache.
        Assert.InRange(result.BytesSent!.Value, 1, 1_000);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    [Trait("Tier", "Smoke")]
    public async Task Buildx_reads_what_is_written()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);
        using var buildx = new BuildxCommand();

        await user.BuildAsync(to: [Written]);
        await user.WipeAsync();
        var output = await buildx.BuildAsync(user.Dockerfile, "--cache-from", $"type=local,src={Cache.Name}");

        Assert.True(CachedProject.IsCached(output), string.Join('\n', output));
    }

    [EngineTheory]
    [Trait("Tier", "Smoke")]
    [InlineData("")]
    [InlineData(",image-manifest=false")]
    [InlineData(",compression=zstd,force-compression=true,tag=latest")]
    public async Task What_buildx_writes_is_read(string attributes)
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);
        using var buildx = new BuildxCommand();

        await buildx.BuildAsync(user.Dockerfile, "--cache-to", $"type=local,dest={Cache.Name},mode=max{attributes}");
        await user.WipeAsync();
        await user.BuildAsync(from: [Cache with { Required = true }]);

        Assert.True(user.WasCached, string.Join('\n', user.Project.Output));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    [Trait("Tier", "Smoke")]
    public async Task Both_write_the_same_layers()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);
        using var buildx = new BuildxCommand();

        // With one result in the engine, there is one cache to write.
        await user.BuildAsync(to: [Written]);
        await buildx.BuildAsync(user.Dockerfile, "--cache-to", $"type=local,dest={_folder.At("theirs")},mode=max");

        Assert.NotEmpty(Layers("theirs"));
        Assert.Equal(Layers("theirs"), Layers("cache"));
        Assert.Equal(Names("theirs"), Names("cache"));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Two_caches_of_one_build_each_have_their_own_manifest()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);
        var other = Written with
        {
            Name = _folder.At("other"),
            Attributes = new Dictionary<string, string> { ["mode"] = "max", ["compression"] = "zstd", ["force-compression"] = "true", ["tag"] = "next" },
        };

        await user.BuildAsync(to: [Written, other]);

        var (first, second) = (new CacheLayout(_folder.At("cache")).Find("latest"), new CacheLayout(_folder.At("other")).Find("next"));
        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        await user.WipeAsync();
        await user.BuildAsync(from: [other with { Required = true }]);
        Assert.True(user.WasCached, string.Join('\n', user.Project.Output));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_cache_that_must_be_read_and_is_not_there_is_an_error_before_anything_is_sent()
    {
        await using var user = await CachedProject.CreateAsync();

        var error = Assert.Single(await Thrown.ByAsync(() => user.BuildAsync(from: [Cache with { Required = true }])));

        Assert.Equal(("HRP3111", Cache.Item), (error.Code, error.Item));
        Assert.Empty(user.Project.Output);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_folder_that_is_a_file_is_a_warning_unless_the_cache_is_required()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);
        _folder.Write("cache", "a file");

        await user.BuildAsync(to: [Written]);

        Assert.Equal("HRP3108", Assert.Single(user.Project.Report.Warnings).Code);
        Assert.Equal(["HRP3108"], (await Thrown.ByAsync(() => user.BuildAsync(to: [Written with { Required = true }]))).Select(error => error.Code));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_older_store_writes_none()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: false);

        Assert.Equal(["HRP3104"], (await Thrown.ByAsync(() => user.BuildAsync(to: [Written]))).Select(error => error.Code));

        await user.BuildAsync(both: _folder.At("cache"));
        var warning = Assert.Single(user.Project.Report.Warnings);
        Assert.Equal(("HRP3104", "DockerCache"), (warning.Code, warning.Property));
        Assert.DoesNotContain("Required", warning.Text, StringComparison.Ordinal);
        Assert.Contains("DockerCache to inline", warning.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The digests of what is no JSON: the records beside the layers have one more where the engine looked at a file's content.</summary>
    private string[] Layers(string folder) =>
    [
        .. Directory.EnumerateFiles(_folder.At($"{folder}/blobs/sha256"))
            .Where(file => File.ReadAllBytes(file)[0] != (byte)'{')
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal),
    ];

    private string[] Names(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(_folder.At(folder)).Select(file => Path.GetFileName(file)).Where(name => name != "ingest").Order(StringComparer.Ordinal)];
}
