using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Builds.Metadata;

/// <summary>What an engine would lose is an error before anything is sent.</summary>
public sealed class MetadataCheckTests : IDisposable
{
    private const string Containerd = """{"DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]]}""";

    private static readonly ImageMetadataOptions All = new()
    {
        Provenance = ProvenanceMode.Min,
        Sbom = new SbomRequest(),
        Annotations = [ImageAnnotation.Of("a", "1", []), ImageAnnotation.Of("b", "2", ["index"])],
    };

    private readonly FakeProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(BuilderChoice.BuildKit, "1.51", "{}", "containerd-snapshotter")]
    [InlineData(BuilderChoice.BuildKit, "1.42", Containerd, "Docker 24")]
    [InlineData(BuilderChoice.Classic, "1.51", Containerd, "DockerBuilder is 'classic'")]
    public async Task Each_setting_that_an_engine_can_not_store_is_an_error(BuilderChoice builder, string version, string info, string reason)
    {
        _project.Options = _project.Options with { Builder = builder, Metadata = All };
        await using var engine = new FakeEngine { Info = info, Ping = new EnginePing(Version.Parse(version), null, "linux", IsPodman: false) };

        var errors = (await Assert.ThrowsAsync<HarpoonException>(() => _project.BuildAsync(engine))).Diagnostics;

        Assert.Equal(
            [("HRP3224", "DockerProvenance", null), ("HRP3224", "DockerSbom", null), ("HRP3224", null, "a"), ("HRP3224", null, "b")],
            errors.Select(error => (error.Code, error.Property, error.Item?.Include)));
        NonEmpty.All(errors, error => Assert.Contains(reason, error.Text, StringComparison.Ordinal));
        Assert.Empty(engine.Builds);
    }

    [Fact]
    public async Task An_engine_that_can_store_them_gets_them()
    {
        _project.Options = _project.Options with { Builder = BuilderChoice.BuildKit, Metadata = All };
        await using var engine = new FakeEngine { Info = Containerd };

        Assert.Equal(All.Annotations, (await MetadataCheck.PutInAsync(Request(), engine, _project.Report, TestContext.Current.CancellationToken)).Metadata.Annotations);
    }

    [Fact]
    public void An_annotation_of_an_index_needs_one()
    {
        _project.Options = _project.Options with { Builder = BuilderChoice.BuildKit, Metadata = All with { Provenance = ProvenanceMode.None, Sbom = null } };

        var error = Assert.Throws<HarpoonException>(Request).Diagnostics.Single();

        Assert.Equal(("HRP3225", "b"), (error.Code, error.Item?.Include));
    }

    private ImageBuildRequest Request() => ImageBuildRequests.Of(
        _project.Options, new FakeEngine().Endpoint, EngineCapabilities.Of(new EnginePing(new Version(1, 51), null, "linux", IsPodman: false)), _project.Host, _project.Report);
}
