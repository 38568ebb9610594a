using System.Collections.Immutable;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

public sealed class VertexLocatorTests
{
    private static readonly string[] Lines =
    [
        "FROM golang AS build", "ENV A=1", "WORKDIR /x", "RUN make", "FROM build", "COPY a /", "FROM scratch AS last", "LABEL a=b", "COPY --from=build /x /",
    ];

    [Theory]
    [InlineData("[build 1/3] FROM docker.io/library/golang@sha256:1", 1)]
    [InlineData("[build 2/3] WORKDIR /x", 3)]
    [InlineData("[build 3/3] RUN make", 4)]
    [InlineData("[stage-1 1/1] COPY a /", 6)]
    [InlineData("[last 1/1] COPY --from=build /x /", 9)]
    [InlineData("[1/1] COPY --from=build /x /", 9)]
    [InlineData("[internal] load metadata for docker.io/library/golang:latest", 1)]
    public void A_part_of_the_build_is_at_its_line(string name, int line) => Assert.Equal(line, LineOf(name));

    [Theory]
    [InlineData("[build 2/5] RUN trigger", 1)]
    [InlineData("[build 3/5] RUN trigger", 1)]
    [InlineData("[build 5/5] RUN make", 4)]
    [InlineData("[build 4/5] RUN make", 4)]
    [InlineData("[build 4/3] RUN make", 4)]
    [InlineData("[build 2/3] COPY f /f", 1)]
    [InlineData("[build 2/5] ONBUILD RUN make", 1)]
    public void Triggers_of_the_base_image_are_at_its_line(string name, int line) => Assert.Equal(line, LineOf(name));

    [Theory]
    [InlineData("[internal] load build context")]
    [InlineData("[other 1/3] RUN make")]
    [InlineData("[stage-9 1/3] RUN make")]
    [InlineData("[build 3/2] RUN make")]
    [InlineData("[internal] load metadata for docker.io/library/other:latest")]
    public void What_is_no_lines_has_none(string name) => Assert.Null(LineOf(name));

    [Theory]
    [InlineData("[context shared] load from client", 4)]
    [InlineData("[context shared::linux/amd64] load .dockerignore", 4)]
    [InlineData("[context tools] load metadata for docker.io/library/tools:1", 1)]
    [InlineData("[context other] load from client", null)]
    [InlineData("[internal] load git source https://example.org/a.git#main", 7)]
    [InlineData("[internal] load git source https://example.org/b.git", null)]
    [InlineData("[build 1/4] RUN one", 2)]
    [InlineData("[build 2/4] RUN one", 3)]
    [InlineData("[last 1/2] RUN one", 6)]
    [InlineData("[last 2/2] COPY --from=schema a /", 7)]
    public void A_named_context_is_where_it_is_used_and_has_no_number(string name, int? line)
    {
        string[] lines = ["FROM tools AS build", "RUN one", "RUN one", "COPY --from=shared a /", "FROM scratch AS last", "RUN one", "COPY --from=schema a /"];

        Assert.Equal(line, LineOf(name, lines, new("tools", "docker-image://tools:1"), new("shared", "/shared"), new("schema", "https://example.org/a.git#main")));
    }

    private static int? LineOf(string name) => LineOf(name, Lines);

    private static int? LineOf(string name, IEnumerable<string> lines, params ImmutableArray<NamedContext> contexts)
    {
        var dockerfile = DockerfileSource.FromLines([.. lines.Select((line, index) => new DockerfileLine(line, null, new SourceLocation("p", index + 1)))]);
        return new VertexLocator(new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile), ["x"]) { NamedContexts = contexts }).OfVertex(name)?.Line;
    }
}
