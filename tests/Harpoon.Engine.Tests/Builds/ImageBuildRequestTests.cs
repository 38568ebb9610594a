using System.Collections.Immutable;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Tests.Builds;

public sealed class ImageBuildRequestTests : IDisposable
{
    private static readonly EngineCapabilities Engine = EngineCapabilities.Of(new EnginePing(new Version(1, 41), null, "linux", IsPodman: false));

    private readonly FakeProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Each_thing_that_decides_what_is_in_the_image_changes_the_digest()
    {
        var options = _project.Options;
        string[] digests =
        [
            Digest(options),
            Digest(options, "unix:///other"),
            Digest(options with { Lines = options.Lines.Add(new("CMD x")) }),
            Digest(options with { Tags = "1" }),
            Digest(options with { Tags = "1;2" }),
            Digest(options with { Target = "0" }),
            Digest(options with { Platform = "linux/amd64" }),
            Digest(options with { Network = "none" }),
            Digest(options with { Arguments = [new("A", "")] }),
            Digest(options with { Arguments = [new("A")] }),
            Digest(options with { Labels = ImmutableDictionary<string, string>.Empty.Add("a", "b") }),
            Digest(options with { CacheFrom = [new("x")] }),
            Digest(options with { NamedContexts = [new("a", "docker-image://b")] }),
            Digest(options with { NamedContexts = [new("a", "docker-image://c")] }),
            Digest(options with { NamedContexts = [new("b", "docker-image://b")] }),
            Digest(options with { Steps = new StepOptions { ExtraHosts = ["a:10.0.0.1"] } }),
            Digest(options with { Steps = new StepOptions { ShmSize = 1 } }),
            Digest(options with { Steps = new StepOptions { Ulimits = [new Ulimit("nofile", 1, 2)] } }),
            Digest(options with { Metadata = new ImageMetadataOptions { SourceDateEpoch = "1" } }),
            Digest(options with { Metadata = new ImageMetadataOptions { Provenance = ProvenanceMode.Min } }),
            Digest(options with { Metadata = new ImageMetadataOptions { Provenance = ProvenanceMode.Max } }),
            Digest(options with { Metadata = new ImageMetadataOptions { Sbom = new SbomRequest() } }),
            Digest(options with { Metadata = new ImageMetadataOptions { Sbom = new SbomRequest("x") } }),
            Digest(options with { Metadata = new ImageMetadataOptions { Annotations = [new ImageAnnotation("a", "1")] } }),
            Digest(options with { Metadata = new ImageMetadataOptions { Annotations = [new ImageAnnotation("a", "2")] } }),
            Digest(options with { Builder = BuilderChoice.BuildKit }),
        ];

        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    [Fact]
    public void How_hard_to_try_is_no_part_of_it()
    {
        var options = _project.Options;

        Assert.Equal(Digest(options), Digest(options with { Pull = true, NoCache = true, Always = true }));
    }

    [Fact]
    public void How_the_builder_was_chosen_is_no_part_of_it()
    {
        var options = _project.Options;

        Assert.Equal(Digest(options with { Builder = BuilderChoice.BuildKit }), Digest(options with { Builder = BuilderChoice.Auto }));
    }

    private string Digest(ImageBuildOptions options, string endpoint = "unix:///fake") =>
        ImageBuildRequests.Of(options, new Endpoint(new Uri(endpoint), "test"), Engine, _project.Host, _project.Report).Digest(endpoint);
}
