using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Steps;

/// <summary>Each builder gets the options of steps in its own way, or refuses them before anything is sent.</summary>
public sealed class StepOptionTests : IAsyncDisposable
{
    private static readonly StepOptions All = new()
    {
        ExtraHosts = ["db:10.0.0.5", "six:fe80::1", "up:10.0.0.1"],
        ShmSize = 134217728,
        Ulimits = [Ulimit.Parse("nofile=1024:2048"), Ulimit.Parse("core=0")],
    };

    private readonly FakeProject _project = new();
    private readonly FakeEngine _engine = new();

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public void BuildKit_gets_them_as_attributes_of_its_frontend() =>
        Assert.Equal(
            ["add-hosts=db=10.0.0.5,six=fe80::1,up=10.0.0.1", "shm-size=134217728", "ulimit=nofile=1024:2048,core=0:0", "no-cache=a,b"],
            StepAttributes.Of(All with { NoCacheStages = ["a", "b"] }).Select(pair => $"{pair.Key}={pair.Value}"));

    [Fact]
    public void What_is_not_set_is_no_attribute() => Assert.Empty(StepAttributes.Of(StepOptions.None));

    [Fact]
    public async Task The_classic_builder_gets_them_as_parameters() =>
        Assert.Equal(
            [
                "extrahosts=db:10.0.0.5", "extrahosts=six:fe80::1", "extrahosts=up:10.0.0.1", "shmsize=134217728",
                """ulimits=[{"Name":"nofile","Soft":1024,"Hard":2048},{"Name":"core","Soft":0,"Hard":0}]""",
            ],
            await ParametersAsync());

    [Fact]
    public async Task Podman_gets_them_as_lists_of_texts()
    {
        _engine.Ping = new EnginePing(new Version(1, 41), null, "linux", IsPodman: true);

        Assert.Equal(
            ["""extrahosts=["db:10.0.0.5","six:fe80::1","up:10.0.0.1"]""", "shmsize=134217728", """ulimits=["nofile=1024:2048","core=0:0"]"""],
            await ParametersAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_only_BuildKit_has_is_an_error_with_the_classic_builder(bool isPodman)
    {
        _engine.Ping = new EnginePing(new Version(1, 41), null, "linux", isPodman);
        _project.Options = _project.Options with
        {
            Lines = [new DockerfileLine("FROM base AS a")],
            Steps = new StepOptions { NoCacheStages = ["a"], Entitlements = ["network.host"] },
        };

        var errors = (await Assert.ThrowsAsync<HarpoonException>(() => _project.BuildAsync(_engine))).Diagnostics;

        Assert.Equal([("HRP3203", "DockerBuildNoCacheFilter", null), ("HRP3203", null, "network.host")], errors.Select(error => (error.Code, error.Property, error.Item?.Include)));
        Assert.Empty(_engine.Builds);
    }

    [Theory]
    [InlineData("1.28.2", "HRP3208")]
    [InlineData("1.41.0", null)]
    public async Task A_word_that_Podman_would_write_into_the_list_of_hosts_is_an_error(string buildah, string? code)
    {
        _engine.Ping = new EnginePing(new Version(1, 41), null, "linux", IsPodman: true) { BuildahVersion = Version.Parse(buildah) };
        _project.Options = _project.Options with { Steps = new StepOptions { ExtraHosts = ["db:10.0.0.1", "up:host-gateway"] } };

        var errors = await Thrown.ByAsync(() => _project.BuildAsync(_engine));

        Assert.Equal(code is null ? [] : [(code, "up=host-gateway")], errors.Select(error => (error.Code, error.Item?.Include)));
    }

    [Fact]
    public void What_BuildKit_of_an_old_engine_ignores_is_an_error()
    {
        _project.Options = _project.Options with { Builder = BuilderChoice.BuildKit, Steps = All };

        var errors = Assert.Throws<HarpoonException>(() => Request("1.41")).Diagnostics;

        Assert.Equal(
            [("HRP3204", "DockerBuildShmSize", null), ("HRP3204", null, "nofile=1024:2048"), ("HRP3204", null, "core=0")],
            errors.Select(error => (error.Code, error.Property, error.Item?.Include)));
        Assert.Equal(All, Request("1.42").Steps);
    }

    [Theory]
    [InlineData("build")]
    [InlineData("FINAL")]
    public void A_stage_to_repeat_is_found_in_any_case(string stage)
    {
        _project.Options = Staged(stage);

        ImageBuildCheck.Check(_project.Options, _project.Host);
        Assert.Equal([stage], Request("1.41").Steps.NoCacheStages);
    }

    [Theory]
    [InlineData("biuld")]
    [InlineData("0")]
    public void One_that_is_not_there_is_an_error_before_an_engine_is_asked(string stage)
    {
        _project.Options = Staged(stage);

        var error = Assert.Throws<HarpoonException>(() => ImageBuildCheck.Check(_project.Options, _project.Host)).Diagnostics.Single();

        Assert.Equal(("HRP3202", "DockerBuildNoCacheFilter"), (error.Code, error.Property));
        Assert.EndsWith("build, final.", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("granting entitlement security.insecure is not allowed by build daemon configuration", "HRP3205", "\"security-insecure\": true")]
    [InlineData("failed to load LLB: network.host is not allowed", "HRP3206", "<DockerBuildAllow Include=\"network.host\" />")]
    [InlineData("failed to solve: security.insecure is not allowed", "HRP3206", "<DockerBuildAllow Include=\"security.insecure\" />")]
    public void An_entitlement_that_is_missing_is_an_error_that_says_what_to_add(string error, string code, string advice)
    {
        var diagnostic = EntitlementRefusal.Of(error)!;

        Assert.Equal(code, diagnostic.Code);
        Assert.Contains(advice, diagnostic.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_error_is_none_of_these() => Assert.Null(EntitlementRefusal.Of("process \"echo network.host is allowed\" did not complete"));

    private async Task<IEnumerable<string>> ParametersAsync()
    {
        _project.Options = _project.Options with { Steps = All };
        await _project.BuildAsync(_engine);
        return Assert.Single(_engine.Builds).Where(pair => pair.Key is "extrahosts" or "shmsize" or "ulimits").Select(pair => $"{pair.Key}={pair.Value}");
    }

    private ImageBuildOptions Staged(string stage) => _project.Options with
    {
        Builder = BuilderChoice.BuildKit,
        Lines = [new DockerfileLine("FROM base AS build"), new DockerfileLine("FROM base AS final")],
        Steps = new StepOptions { NoCacheStages = [stage] },
    };

    private ImageBuildRequest Request(string version) => ImageBuildRequests.Of(
        _project.Options, _engine.Endpoint, EngineCapabilities.Of(new EnginePing(Version.Parse(version), null, "linux", IsPodman: false)), _project.Host, _project.Report);
}
