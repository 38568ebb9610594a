using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;

namespace Harpoon.Engine.Tests.Dockerfiles;

/// <summary>What a name means where it is a named context's too: as BuildKit reads it.</summary>
public sealed class NamedContextTests
{
    private static readonly ImmutableArray<NamedContext> Contexts =
    [
        new("shared", "/shared"), new("tools", "docker-image://example.org/tools:2"), new("alpine:3.22", "docker-image://mirror/alpine:3.22"), new("schema", "https://example.org/schema.git"),
    ];

    [Theory]
    [InlineData("FROM shared", "shared:1", "")]
    [InlineData("FROM tools", "tools:1", "example.org/tools:2")]
    [InlineData("FROM tools:latest", "tools:1", "example.org/tools:2")]
    [InlineData("FROM docker.io/library/tools", "tools:1", "example.org/tools:2")]
    [InlineData("FROM tools:1", "", "tools:1")]
    [InlineData("FROM alpine:3.22", "alpine:3.22:1", "mirror/alpine:3.22")]
    [InlineData("FROM alpine", "", "alpine")]
    [InlineData("ARG B=shared\nFROM $B", "shared:2", "")]
    [InlineData("FROM --platform=linux/arm64 tools", "tools:1", "example.org/tools:2@linux/arm64")]
    [InlineData("FROM a\nCOPY --from=shared b c\nCOPY --from=tools b c\nCOPY --from=other b c", "shared:2,tools:3", "a,example.org/tools:2,other")]
    [InlineData("FROM a\nRUN --mount=from=shared,target=/x --mount=from=tools,target=/y b", "shared:2,tools:2", "a,example.org/tools:2")]
    [InlineData("FROM a AS b\nFROM c\nCOPY --from=b d e\nCOPY --from=0 d e", "", "a,c")]
    [InlineData("FROM a AS first\nFROM first\nCOPY --from=schema b c", "schema:3", "a")]
    [InlineData("FROM a AS one\nONBUILD COPY --from=shared b c\nFROM one", "shared:2", "a")]
    [InlineData("FROM scratch\nCOPY b c", "", "")]
    public void A_name_means_the_context_before_it_means_an_image(string text, string uses, string bases) => AssertReads(text, uses, bases);

    [Theory]
    [InlineData("FROM a AS shared\nRUN b\nFROM shared\nRUN c", "shared:1", "", "FROM shared,RUN c")]
    [InlineData("FROM a AS Shared\nCOPY b c\nFROM d\nCOPY --from=shared e f", "shared:1", "d", "COPY --from=shared e f")]
    [InlineData("FROM a AS tools\nRUN b\nFROM tools", "tools:1", "example.org/tools:2", "FROM tools")]
    public void A_context_with_a_stages_name_takes_the_stages_place(string text, string uses, string bases, string left)
    {
        var reading = AssertReads(text, uses, bases);

        NonEmpty.All(reading.Contexts, use => Assert.True(use.ReplacesStage));
        Assert.Equal(left.Split(',').Where(line => !line.StartsWith("FROM", StringComparison.Ordinal)), reading.Instructions.Select(instruction => instruction.Text));
    }

    [Theory]
    [InlineData("scratch")]
    [InlineData("context")]
    public void Two_names_are_never_looked_for(string name)
    {
        var reading = DockerfileReader.Read(Parsed.Syntax($"FROM {name}"), new Dictionary<string, string?>(), automatic: null, [new(name, "docker-image://other")]);

        Assert.Empty(reading.Contexts);
    }

    [Theory]
    [InlineData("../shared", NamedContextKind.Folder, false)]
    [InlineData("/src/a.git", NamedContextKind.Folder, false)]
    [InlineData("docker-image://a:1", NamedContextKind.Image, false)]
    [InlineData("oci-layout:///a:1", NamedContextKind.Layout, false)]
    [InlineData("https://example.org/a.git", NamedContextKind.Git, true)]
    [InlineData("https://example.org/a.git#main:docs", NamedContextKind.Git, true)]
    [InlineData("https://example.org/a.git#0123456789012345678901234567890123456789:docs", NamedContextKind.Git, false)]
    [InlineData("git@example.org:a/b#v1", NamedContextKind.Git, true)]
    [InlineData("git://example.org/a", NamedContextKind.Git, true)]
    [InlineData("https://example.org/a.tar", NamedContextKind.Web, true)]
    [InlineData("oci://a", NamedContextKind.Unknown, false)]
    [InlineData("target:a", NamedContextKind.Unknown, false)]
    public void A_source_says_what_it_is_and_whether_it_can_move(string source, NamedContextKind kind, bool moves)
    {
        var context = new NamedContext("a", source);

        Assert.Equal((kind, moves), (context.Kind, context.MayChange));
    }

    private static DockerfileReading AssertReads(string text, string uses, string bases)
    {
        var reading = DockerfileReader.Read(Parsed.Syntax(text), new Dictionary<string, string?>(), AutomaticArguments.Unknown, Contexts);
        Assert.Equal(uses, string.Join(',', reading.Contexts.Select(use => $"{use.Context.Name}:{use.Line}")));
        Assert.Equal(bases, string.Join(',', reading.Bases.Select(image => image.Platform is null ? image.Reference : $"{image.Reference}@{image.Platform}")));
        return reading;
    }
}
