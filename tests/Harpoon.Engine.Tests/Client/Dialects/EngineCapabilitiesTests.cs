using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Tests.Client.Dialects;

public sealed class EngineCapabilitiesTests
{
    private static readonly EnginePing Podman = new(new Version(1, 41), null, "linux", IsPodman: true) { BuildahVersion = new Version(1, 28, 2) };

    [Fact]
    public void A_current_Docker_is_what_no_engine_differs_from() =>
        Assert.Equal(new EngineCapabilities(), EngineCapabilities.Of(Docker("1.53")));

    public static TheoryData<string, EngineCapabilities> Dockers { get; } = new()
    {
        {
            "1.41", new EngineCapabilities
            {
                ReadsHeredocs = false, LimitsBuildSteps = false, HasContainerdStore = false, AttestsImages = false, SetsImageTimes = false,
                RewritesTimestamps = false, KeepsPlatformArguments = false, HasBuildKitControl = false,
                ReportsNames = false,
            }
        },
        {
            "1.42", new EngineCapabilities
            {
                HasContainerdStore = false, AttestsImages = false, SetsImageTimes = false, RewritesTimestamps = false, KeepsPlatformArguments = false, HasBuildKitControl = false,
                ReportsNames = false,
            }
        },
        { "1.43", new EngineCapabilities { RewritesTimestamps = false, KeepsPlatformArguments = false, HasBuildKitControl = false, ReportsNames = false } },
        { "1.45", new EngineCapabilities { KeepsPlatformArguments = false, HasBuildKitControl = false, ReportsNames = false } },
        { "1.46", new EngineCapabilities { HasBuildKitControl = false, ReportsNames = false } },
        { "1.53", new EngineCapabilities() },
    };

    [Theory]
    [MemberData(nameof(Dockers))]
    public void Dockers_differ_by_their_API(string api, EngineCapabilities expected) => Assert.Equal(expected, EngineCapabilities.Of(Docker(api)));

    [Theory]
    [InlineData(null, "linux", true)]
    [InlineData("2", "linux", true)]
    [InlineData("1", "linux", false)]
    [InlineData("2", "windows", false)]
    public void BuildKit_is_there_unless_the_engine_leaves_it_out(string? builder, string system, bool expected) =>
        Assert.Equal(expected, EngineCapabilities.Of(new EnginePing(new Version(1, 41), builder, system, IsPodman: false)).HasBuildKit);

    [Fact]
    public void Podman_differs_in_everything_but_limits_of_steps_and_the_errors_of_a_newer_builder()
    {
        var old = EngineCapabilities.Of(Podman);

        Assert.Equal((true, new Version(1, 28, 2)), (old.BuildsWithBuildah, old.BuildahVersion));
        Assert.Equal([nameof(EngineCapabilities.BuildsWithBuildah), nameof(EngineCapabilities.LimitsBuildSteps)], TrueOf(old));
        Assert.Equal(
            [nameof(EngineCapabilities.BuildsWithBuildah), nameof(EngineCapabilities.LimitsBuildSteps), nameof(EngineCapabilities.RefusesUnknownFeatures)],
            TrueOf(EngineCapabilities.Of(Podman with { BuildahVersion = new Version(1, 33) })));
        Assert.Equal([nameof(EngineCapabilities.BuildsWithBuildah), nameof(EngineCapabilities.LimitsBuildSteps)], TrueOf(EngineCapabilities.Of(Podman with { BuildahVersion = null })));
    }

    private static EnginePing Docker(string api) => new(Version.Parse(api), "2", "linux", IsPodman: false);

    private static IEnumerable<string> TrueOf(EngineCapabilities engine) => typeof(EngineCapabilities).GetProperties()
        .Where(property => property.PropertyType == typeof(bool) && (bool)property.GetValue(engine)!)
        .Select(property => property.Name)
        .Order(StringComparer.Ordinal);
}
