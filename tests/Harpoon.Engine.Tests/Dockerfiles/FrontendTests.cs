using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Tests.Dockerfiles;

/// <summary>The lines that say who reads a Dockerfile, and how.</summary>
public class FrontendTests
{
    [Theory]
    [InlineData("# syntax=docker/dockerfile:1\nFROM a", "docker/dockerfile:1")]
    [InlineData("#syntax = x/y@sha256:1  and more\nFROM a", "x/y@sha256:1")]
    [InlineData("# escape=`\n# check=skip=all\n# SYNTAX=x\nFROM a", "x")]
    [InlineData("#!/usr/bin/env docker\n# syntax=x\nFROM a", "x")]
    [InlineData("// syntax=x\nanything", "x")]
    [InlineData("# a comment\n# syntax=x\nFROM a", null)]
    [InlineData("FROM a\n# syntax=x", null)]
    [InlineData("# syntax=\nFROM a", null)]
    [InlineData("# other=b\n# syntax=x\nFROM a", null)]
    public void The_image_that_reads_it_is_found_where_BuildKit_finds_it(string text, string? image) =>
        Assert.Equal(image, Parsed.Syntax(text + "\nFROM a").Frontend);

    [Theory]
    [InlineData("# syntax=x/y\nkind: image\nrun: [a, b]")]
    [InlineData("# syntax=ghcr.io/docker/dockerfile-not:1\nRUM a")]
    [InlineData("// syntax=x/y\ngrammar of its own")]
    [InlineData("{ \"syntax\": \"x/y\", \"more\": [1] }")]
    public void Another_grammar_is_not_judged(string text)
    {
        var syntax = Parsed.Syntax(text);

        Assert.True(syntax.HasOtherGrammar);
        Assert.NotNull(syntax.Refusal);
        Assert.Same(syntax, syntax.UpTo("a-target-of-its-own"));
        Assert.Empty(DockerfileReader.Read(syntax, new Dictionary<string, string?>()).Bases);
    }

    [Theory]
    [InlineData("docker/dockerfile")]
    [InlineData("docker.io/docker/dockerfile:1.7-labs")]
    [InlineData("docker/dockerfile-upstream:master")]
    [InlineData("registry.example.com:5000/mirror/docker/dockerfile:1@sha256:1")]
    public void The_Dockerfiles_own_grammar_is(string image) => Assert.Equal(("HRP2002", 3), Place(Parsed.Error($"# syntax={image}\nFROM a\nRUM b")));

    [Theory]
    [InlineData("\n    # syntax=docker/dockerfile:1\n    # escape=`\n    FROM a\n    RUN b `\n c\n  ")]
    [InlineData("\n\n  \t\n# syntax=docker/dockerfile:1\n  #escape=`\nFROM a\nRUN b `\n c")]
    public void Directives_of_a_text_count_behind_the_line_break_that_XML_starts_with(string text)
    {
        var dockerfile = Parsed.File(text);
        var syntax = DockerfileParser.Parse(dockerfile);

        Assert.StartsWith("# syntax=docker/dockerfile:1\n", dockerfile.Text, StringComparison.Ordinal);
        Assert.Equal(("docker/dockerfile:1", '`'), (syntax.Frontend, syntax.Escape));
        var line = text.Split('\n').ToList().FindIndex(line => line.Contains("FROM", StringComparison.Ordinal));
        Assert.Equal(11 + line, dockerfile.LocationOf(syntax.Stages[0].From.StartLine)!.Line);
    }

    [Fact]
    public void So_do_those_of_indented_items()
    {
        var dockerfile = DockerfileSource.FromLines([new("# syntax=x") { Indent = "  " }, new("  # escape=`"), new("FROM a")]);

        Assert.Equal("# syntax=x\n# escape=`\nFROM a\n", dockerfile.Text);
    }

    private static (string, int) Place((string Code, int Line, string Text) error) => (error.Code, error.Line);
}
