using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Caches;

/// <summary>Caches in a registry, on an engine that has forgotten everything since.</summary>
public sealed class RegistryCacheTests(PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    private static readonly Dictionary<string, string> Max = new() { ["mode"] = "max" };

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_cache_of_all_steps_outlives_the_engines_own()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);
        var cache = await LoginAsync(user);

        await user.BuildAsync(to: [new(cache) { Attributes = Max }]);
        Assert.False(user.WasCached);
        Assert.Empty(user.Project.Report.Warnings);
        Assert.Contains($"Wrote the cache {cache}.", user.Project.Said, StringComparison.Ordinal);
        await user.WipeAsync();
        await user.BuildAsync(from: [cache.AsCache()]);

        Assert.True(user.WasCached, string.Join('\n', user.Project.Output));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Without_the_cache_the_forgotten_step_is_done_again()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.BuildAsync();
        await user.WipeAsync();

        await user.BuildAsync();

        Assert.False(user.WasCached);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Buildx_reads_what_is_written()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);
        var cache = await LoginAsync(user);
        using var buildx = new BuildxCommand(registry.Settings());

        await user.BuildAsync(to: [new(cache) { Attributes = Max }]);
        await user.WipeAsync();
        var output = await buildx.BuildAsync(user.Dockerfile, "--cache-from", $"type=registry,ref={cache}");

        Assert.True(CachedProject.IsCached(output), string.Join('\n', output));
    }

    [EngineTheory]
    [InlineData("")]
    [InlineData(",image-manifest=false")]
    [InlineData(",image-manifest=false,oci-mediatypes=false")]
    [InlineData(",compression=zstd,force-compression=true")]
    public async Task What_buildx_writes_is_read(string attributes)
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);
        var cache = await LoginAsync(user);
        using var buildx = new BuildxCommand(registry.Settings());

        await buildx.BuildAsync(user.Dockerfile, "--cache-to", $"type=registry,ref={cache},mode=max{attributes}");
        await user.WipeAsync();
        await user.BuildAsync(from: [cache.AsCache()]);

        Assert.True(user.WasCached, string.Join('\n', user.Project.Output));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_inline_cache_is_read_from_the_image_after_its_push()
    {
        await using var user = await CachedProject.CreateAsync();
        var image = await LoginAsync(user);
        user.Project.With($"RUN echo made > /{user.Project.Name}").WithOptions(o => o with { Image = image });

        await user.BuildAsync(to: [new("inline") { Type = CacheType.Inline }]);
        await PrivateRegistry.PushAsync(user.Project.Engine, ImageReference.Parse(image));
        await user.WipeAsync();
        await user.BuildAsync(from: [image.AsCache()]);

        Assert.True(user.WasCached, string.Join('\n', user.Project.Output));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_engine_whose_store_can_not_write_it_is_an_error_that_names_the_setting()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: false);
        var cache = new BuildCache("registry.example.com/app:cache") { Item = new ItemReference("DockerCacheTo", "registry.example.com/app:cache") };

        var error = Assert.Single(await Thrown.ByAsync(() => user.BuildAsync(to: [cache])));

        Assert.Equal(("HRP3104", cache.Item), (error.Code, error.Item));
        Assert.Contains("containerd-snapshotter", error.Text, StringComparison.Ordinal);
        await user.BuildAsync(to: [cache with { Required = false }]);
        Assert.Equal("HRP3104", Assert.Single(user.Project.Report.Warnings).Code);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_failed_export_is_a_warning_unless_the_cache_is_required()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);
        var cache = new BuildCache((await registry.NameAsync()).ToString()) { Item = new ItemReference("DockerCacheTo", "cache") };

        var outcome = await user.BuildAsync(to: [cache]);

        var warning = Assert.Single(user.Project.Report.Warnings);
        Assert.Equal(("HRP3107", cache.Item), (warning.Code, warning.Item));
        Assert.NotNull(await user.Project.FindAsync(outcome.ImageId));
        var error = Assert.Single(await Thrown.ByAsync(() => user.BuildAsync(to: [cache with { Required = true }])));
        Assert.Equal(("HRP3107", cache.Item), (error.Code, error.Item));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_cache_that_must_be_read_and_is_not_there_is_an_error()
    {
        await using var user = await CachedProject.CreateAsync();
        var cache = (await LoginAsync(user)).AsCache() with { Required = true };

        var error = Assert.Single(await Thrown.ByAsync(() => user.BuildAsync(from: [cache])));

        Assert.Equal("HRP3111", error.Code);
        Assert.Contains("not found", error.Text, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_short_form_writes_only_with_a_login()
    {
        await using var user = await CachedProject.CreateAsync();
        await user.RequireStoreAsync(containerd: true);
        var cache = await registry.NameAsync();

        await user.BuildAsync(both: cache.ToString());
        Assert.Contains($"is read and not written: there is no login to push to {registry.Address}", user.Project.Said, StringComparison.Ordinal);
        Assert.Null(await registry.DigestAsync(cache));

        user.Project.Variables["DOCKER_AUTH_CONFIG"] = registry.Settings();
        await user.BuildAsync(both: cache.ToString());
        Assert.NotNull(await registry.DigestAsync(cache));
    }

    /// <summary>A name in the registry, and the login for it.</summary>
    private async Task<string> LoginAsync(CachedProject user)
    {
        var name = await registry.NameAsync();
        user.Project.Variables["DOCKER_AUTH_CONFIG"] = registry.Settings();
        return name.ToString();
    }
}
