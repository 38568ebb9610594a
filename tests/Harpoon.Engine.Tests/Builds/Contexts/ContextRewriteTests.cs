using Harpoon.Engine.Builds.Classic;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Tests.Dockerfiles;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Contexts;

/// <summary>What the classic builder gets in the place of a named context's name.</summary>
public sealed class ContextRewriteTests
{
    [Theory]
    [InlineData("FROM shared", "FROM sent")]
    [InlineData("FROM --platform=linux/amd64 shared AS one", "FROM --platform=linux/amd64 sent AS one")]
    [InlineData("FROM \\\n  shared AS \\\n  shared2", "FROM \\\n  sent AS \\\n  shared2")]
    [InlineData("ARG B=shared\nFROM $B", "ARG B=shared\nFROM sent")]
    [InlineData("FROM docker.io/library/shared:latest", "FROM sent")]
    [InlineData("FROM a\nCOPY --from=shared shared /shared", "FROM a\nCOPY --from=sent shared /shared")]
    [InlineData("FROM a\nCOPY --chown=1 \\\n --from=\"shared\" \\\n b c\nRUN echo --from=shared", "FROM a\nCOPY --chown=1 \\\n --from=\"sent\" \\\n b c\nRUN echo --from=shared")]
    [InlineData("FROM a\nRUN --mount=type=bind,from=shared,target=/x --mount=from=shared,target=/y ls", "FROM a\nRUN --mount=type=bind,from=sent,target=/x --mount=from=sent,target=/y ls")]
    [InlineData("FROM a\nCOPY --from=shared2 b c", "FROM a\nCOPY --from=shared2 b c")]
    [InlineData("FROM a AS one\nONBUILD COPY --from=shared b c\nFROM one\nFROM one", "FROM a AS one\nONBUILD COPY --from=sent b c\nFROM one\nFROM one")]
    [InlineData("FROM a AS shared\nRUN b \\\n c\n# d\nCOPY e f\nFROM shared\nRUN g", "FROM sent AS shared\n\n\n# d\n\nFROM shared\nRUN g")]
    [InlineData("FROM shared AS from\nFROM shared", "FROM sent AS from\nFROM sent")]
    public void An_image_stands_in_its_place_and_each_instruction_in_its_lines(string text, string expected)
    {
        var sent = Rewritten(text);

        Assert.Equal(expected, sent.Dockerfile.Text);
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(sent.Dockerfile.Bytes.Span));
        Assert.Empty(sent.Reading.Contexts);
    }

    [Fact]
    public void A_name_that_is_not_written_in_one_piece_is_an_error_at_its_line()
    {
        var error = Assert.Single(Thrown.By(() => Rewritten("FROM a\nCOPY --from=sha\\red b c")));

        Assert.Equal(("HRP3127", 12), (error.Code, error.Location!.Line));
    }

    private static ImageBuildRequest Rewritten(string text)
    {
        var dockerfile = Parsed.File(text);
        var request = new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile), ["app:latest"]) { NamedContexts = [new("shared", "/shared")] };
        return ContextRewrite.Of(request, _ => "sent");
    }
}
