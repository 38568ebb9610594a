using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Steps;

/// <summary>Steps run as the project says.</summary>
[Trait("Tier", "Smoke")]
[Trait("Varies", "Daemon")]
public sealed class StepOptionBuildTests
{
    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_step_finds_an_extra_host(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN grep herring /etc/hosts").WithOptions(o => o with { Steps = new StepOptions { ExtraHosts = ["herring:10.1.2.3"] } });

        await project.BuildAsync();

        Assert.Contains(project.Output, line => line.StartsWith("10.1.2.3", StringComparison.Ordinal) && line.EndsWith("herring", StringComparison.Ordinal));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Its_host_gateway_is_the_engines_machine(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        Assert.SkipUnless(project.Engine.Capabilities.KnowsHostGateway, "Podman before 5.6 does not know host-gateway in a build.");
        project.With("RUN grep herring /etc/hosts").WithOptions(o => o with { Steps = new StepOptions { ExtraHosts = ["herring:host-gateway"] } });

        await project.BuildAsync();

        Assert.Contains(project.Output, line => line.EndsWith("herring", StringComparison.Ordinal) && System.Net.IPAddress.TryParse(line.Split('\t', ' ')[0], out _));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Its_limits_are_those_of_the_project(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        SkipOldBuildKit(project, builder);
        project.With("RUN echo files $(ulimit -Sn) $(ulimit -Hn) && df -k /dev/shm")
            .WithOptions(o => o with { Steps = new StepOptions { ShmSize = 20 << 20, Ulimits = [Ulimit.Parse("nofile=300:400")] } });

        await project.BuildAsync();

        Assert.Contains("files 300 400", project.Output);
        Assert.Contains(project.Output, line => line.Contains(" 20480 ", StringComparison.Ordinal) && line.Contains("/dev/shm", StringComparison.Ordinal));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_change_of_them_builds_again(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN true").WithOptions(o => o with { Steps = new StepOptions { ExtraHosts = ["herring:10.1.2.3"] } });
        await project.BuildAsync();
        await project.AssertUpToDateAsync();

        project.WithOptions(o => o with { Steps = new StepOptions { ExtraHosts = ["herring:10.1.2.4"] } });

        Assert.False((await project.BuildAsync()).UpToDate);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Only_the_stages_that_are_named_are_built_again()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.WithAll(
            $"FROM {TestImages.Base} AS first", "RUN echo first > /first", $"FROM {TestImages.Base} AS second", "RUN echo second > /second",
            $"FROM {TestImages.Base}", "COPY --from=first /first /", "COPY --from=second /second /");
        await project.BuildAsync();

        project.WithOptions(o => o with { Steps = new StepOptions { NoCacheStages = ["second"] } });
        var outcome = await project.BuildAsync();

        Assert.False(outcome.UpToDate);
        Assert.Contains(project.Output, line => line.Contains("RUN echo first", StringComparison.Ordinal) && line.EndsWith(" CACHED", StringComparison.Ordinal));
        Assert.DoesNotContain(project.Output, line => line.Contains("RUN echo second", StringComparison.Ordinal) && line.EndsWith(" CACHED", StringComparison.Ordinal));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_step_uses_the_hosts_network_if_the_project_allows_it()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        SkipOldBuildKit(project, BuilderChoice.BuildKit);
        project.With("RUN --network=host true");

        var refused = await project.FailAsync();
        project.WithOptions(o => o with { Steps = new StepOptions { Entitlements = ["network.host"] } });
        await project.BuildAsync();

        Assert.Equal("HRP3206", refused.Code);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task What_the_engine_does_not_allow_is_an_error_that_names_its_setting()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.With("RUN true").WithOptions(o => o with { Steps = new StepOptions { Entitlements = ["security.insecure"] } });

        var error = await project.FailAsync();

        Assert.Equal(("HRP3205", "security.insecure"), (error.Code, error.Item?.Include));
        Assert.Contains("\"security-insecure\": true", error.Text, StringComparison.Ordinal);
    }

    /// <summary>BuildKit of Docker 20.10 ignores limits, and reads no flag for a step's network.</summary>
    private static void SkipOldBuildKit(BuildProject project, BuilderChoice builder) => Assert.SkipWhen(
        builder == BuilderChoice.BuildKit && !project.Engine.Capabilities.LimitsBuildSteps, "This engine's BuildKit is older than Docker 23.");
}
