using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Builds.Metadata;

public sealed class MetadataValueTests
{
    [Theory]
    [InlineData("min", ProvenanceMode.Min)]
    [InlineData(" MAX ", ProvenanceMode.Max)]
    [InlineData("false", ProvenanceMode.None)]
    public void Provenance_is_one_of_three_words(string text, ProvenanceMode mode) => Assert.Equal(mode, ProvenanceModes.Parse(text));

    [Theory]
    [InlineData("true")]
    [InlineData("mode=max")]
    public void Another_word_is_an_error(string text) => Assert.Equal("HRP3220", Code(() => ProvenanceModes.Parse(text)));

    [Theory]
    [InlineData("True", "")]
    [InlineData("generator=example.com/scanner:1", "example.com/scanner:1")]
    [InlineData("false", null)]
    public void A_list_of_content_is_made_by_an_image(string text, string? generator) =>
        Assert.Equal(generator is null ? null : new SbomRequest(generator.Length == 0 ? null : generator), SbomRequest.Parse(text));

    [Theory]
    [InlineData("spdx")]
    [InlineData("generator=")]
    [InlineData("generator=a,b")]
    public void Anything_else_is_an_error(string text) => Assert.Equal("HRP3221", Code(() => SbomRequest.Parse(text)!));

    [Theory]
    [InlineData("", "HRP3222")]
    [InlineData("a b", "HRP3222")]
    [InlineData("a", "HRP3223", "image")]
    public void An_annotation_has_a_name_and_known_levels(string name, string code, params string[] levels) =>
        Assert.Equal(code, Code(() => ImageAnnotation.Of(name, "x", levels)));

    [Fact]
    public void They_are_attributes_as_buildx_sends_them()
    {
        var metadata = new ImageMetadata
        {
            Provenance = ProvenanceMode.Max,
            Sbom = new SbomRequest("scanner:1"),
            Annotations = [ImageAnnotation.Of("a", "1", []), ImageAnnotation.Of("b", "2", ["index", "manifest-descriptor"])],
            RewritesTimestamps = true,
        };

        Assert.Equal(
            ["attest:provenance=type=provenance,mode=max", "attest:sbom=type=sbom,generator=scanner:1"],
            MetadataAttributes.OfFrontend(metadata).Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal(
            ["annotation-manifest.a=1", "annotation-index.b=2", "annotation-manifest-descriptor.b=2", "rewrite-timestamp=true"],
            MetadataAttributes.OfExporter(metadata).Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Empty(MetadataAttributes.OfFrontend(ImageMetadata.None).Concat(MetadataAttributes.OfExporter(ImageMetadata.None)));
    }

    private static string Code(Func<object> read) => Assert.Throws<HarpoonException>(read).Diagnostics.Single().Code;
}
