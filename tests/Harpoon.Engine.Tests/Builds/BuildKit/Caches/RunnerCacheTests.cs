using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Caches;

/// <summary>The cache of GitHub Actions, with a stand-in for its service.</summary>
public sealed class RunnerCacheTests
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_cache_of_all_steps_outlives_the_engines_own_and_its_token_is_nowhere()
    {
        await using var service = new RunnerService();
        await using var user = await OnRunnerAsync(service);
        await user.RequireStoreAsync(containerd: true);
        var cache = new BuildCache(user.Project.Name) { Type = CacheType.Gha, Attributes = new Dictionary<string, string> { ["mode"] = "max" } };

        await user.BuildAsync(to: [cache with { Required = true }]);
        Assert.False(user.WasCached);
        Assert.Contains(service.Keys, key => key.StartsWith($"index-{user.Project.Name}-", StringComparison.Ordinal));
        AssertHidden(user, service);
        await user.WipeAsync();
        await user.BuildAsync(from: [cache with { Required = true }]);

        Assert.True(user.WasCached, string.Join('\n', user.Project.Output));
        AssertHidden(user, service);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_token_that_the_service_does_not_accept_is_a_warning_without_the_token()
    {
        await using var service = new RunnerService();
        await using var user = await OnRunnerAsync(service);
        await user.RequireStoreAsync(containerd: true);
        user.Project.Variables["ACTIONS_RUNTIME_TOKEN"] = service.Token + "x";
        var cache = new BuildCache(user.Project.Name) { Type = CacheType.Gha };

        await user.BuildAsync(from: [cache], to: [cache]);

        Assert.Equal("HRP3107", Assert.Single(user.Project.Report.Warnings).Code);
        AssertHidden(user, service);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_token_that_can_not_be_read_costs_the_cache_and_not_the_build()
    {
        await using var service = new RunnerService();
        await using var user = await OnRunnerAsync(service);
        await user.RequireStoreAsync(containerd: true);
        user.Project.Variables["ACTIONS_RUNTIME_TOKEN"] = "no-token";
        var cache = new BuildCache(user.Project.Name) { Type = CacheType.Gha, Item = new ItemReference("DockerCacheTo", "x") };

        await user.BuildAsync(from: [cache], to: [cache]);

        var warning = Assert.Single(user.Project.Report.Warnings);
        Assert.Equal(("HRP3107", cache.Item), (warning.Code, warning.Item));
        Assert.Equal(["HRP3107"], (await Thrown.ByAsync(() => user.BuildAsync(to: [cache with { Required = true }]))).Select(error => error.Code));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_older_store_reads_none()
    {
        await using var service = new RunnerService();
        await using var user = await OnRunnerAsync(service);
        await user.RequireStoreAsync(containerd: false);

        await user.BuildAsync(both: "gha");

        Assert.Equal(["HRP3104", "HRP3106"], user.Project.Report.Warnings.Select(warning => warning.Code).Order());
    }

    private static async Task<CachedProject> OnRunnerAsync(RunnerService service)
    {
        var user = await CachedProject.CreateAsync();
        foreach (var (name, value) in service.Variables)
        {
            user.Project.Variables[name] = value;
        }

        return user;
    }

    private static void AssertHidden(CachedProject user, RunnerService service)
    {
        var all = string.Join('\n', [user.Project.Said, .. user.Project.Output, .. user.Project.Report.Warnings.Select(warning => warning.Text)]);
        Assert.DoesNotContain(service.Token.Split('.')[^1], all, StringComparison.Ordinal);
    }
}
