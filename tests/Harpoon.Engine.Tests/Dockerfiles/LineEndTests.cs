using System.Text;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Dockerfiles;

/// <summary>A line ends where Docker ends it, and nothing else of a text changes.</summary>
public class LineEndTests
{
    [Theory]
    [InlineData('\f')]
    [InlineData('\v')]
    [InlineData('\u0085')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\r')]
    public void A_character_that_ends_no_line_for_Docker_is_one_of_its_line(char character)
    {
        var text = $"# part one {character} part two\nFROM a\nRUN echo b{character}c\n";

        Assert.Equal(text, Parsed.File(text).Text);
        Assert.Equal(text, DockerfileSource.FromLines([.. text.TrimEnd('\n').Split('\n').Select(line => new DockerfileLine(line))]).Text);
        Assert.Equal(3, Parsed.Syntax(text).Stages[0].Instructions[0].StartLine);
    }

    [Theory]
    [InlineData("FROM a\nRUN <<EOF\r\necho b\r\nEOF\r\n")]
    [InlineData("FROM a\r\nCOPY <<EOF /x\r\nb\fc\u2028d\r\r\nEOF\r\n")]
    [InlineData("\uFEFFFROM a\r\nRUN b\r\n")]
    public void A_files_bytes_are_sent_as_they_are(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        var dockerfile = Read(bytes);

        Assert.Equal(bytes, dockerfile.Bytes.ToArray());
        Assert.NotEmpty(DockerfileParser.Parse(dockerfile).Stages);
    }

    [Fact]
    public void So_are_bytes_that_are_no_UTF8()
    {
        byte[] bytes = [.. "FROM a\nLABEL b=\""u8, 0xE9, 0xFF, .. "\"\n"u8];

        Assert.Equal(bytes, Read(bytes).Bytes.ToArray());
    }

    [Fact]
    public void Windows_UTF16_becomes_what_an_engine_reads()
    {
        var dockerfile = Read([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("FROM a\r\nRUN b\r\n")]);

        Assert.Equal("FROM a\r\nRUN b\r\n", Encoding.UTF8.GetString(dockerfile.Bytes.Span));
        Assert.Equal(2, DockerfileParser.Parse(dockerfile).Stages[0].Instructions[0].StartLine);
    }

    [Fact]
    public void A_line_keeps_its_indentation_where_it_goes_on_from_another()
    {
        DockerfileLine[] lines =
        [
            new("FROM a") { Indent = " " },
            new("RUN <<EOF") { Indent = "  " },
            new("if b; then") { Indent = "  " },
            new("RUN c") { Indent = "\t" },
            new("EOF") { Indent = "  " },
            new("EOF"),
            new("RUN echo 'd \\") { Indent = " " },
            new("e'") { Indent = "    " },
            new("CMD f") { Indent = "  " },
        ];

        Assert.Equal("FROM a\nRUN <<EOF\n  if b; then\n\tRUN c\n  EOF\nEOF\nRUN echo 'd \\\n    e'\nCMD f\n", DockerfileSource.FromLines(lines).Text);
    }

    private static Dockerfile Read(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return DockerfileSource.FromFile(path, new NamedFiles());
        }
        finally
        {
            File.Delete(path);
        }
    }
}
