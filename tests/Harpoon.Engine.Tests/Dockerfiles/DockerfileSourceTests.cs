using CsCheck;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Dockerfiles;

public class DockerfileSourceTests
{
    private static readonly SourceLocation Here = new("app.csproj", 7, 5);

    [Fact]
    public void Each_rendered_line_knows_where_it_was_written()
    {
        var other = new SourceLocation("Directory.Build.props", 3);

        var dockerfile = DockerfileSource.FromLines([new("FROM a", null, other), new("RUN b \\\n c", null, Here), new("CMD d")]);

        Assert.Equal("FROM a\nRUN b \\\n c\nCMD d\n", dockerfile.Text);
        Assert.Equal([other, Here, Here, null], dockerfile.LineLocations);
        Assert.Equal(Here, dockerfile.LocationOf(3));
        Assert.Null(dockerfile.LocationOf(5));
    }

    [Theory]
    [InlineData("COPY /x", "COPY .harpoon/inline-1 /x")]
    [InlineData("copy --chown=1:1 --chmod=600  /x", "copy --chown=1:1 --chmod=600  .harpoon/inline-1 /x")]
    [InlineData("ADD [\"/a b\"]", "ADD [\".harpoon/inline-1\", \"/a b\"]")]
    public void Content_becomes_a_file_that_the_line_copies(string line, string expected)
    {
        var dockerfile = DockerfileSource.FromLines([new(line, "content")]);

        Assert.Equal($"{expected}\n", dockerfile.Text);
        Assert.Equal([new InlineFile(".harpoon/inline-1", "content")], dockerfile.InlineFiles);
    }

    [Theory]
    [InlineData("COPY /src", "COPY .harpoon/restore/ /src")]
    [InlineData("COPY --chown=1:1 .", "COPY --chown=1:1 .harpoon/restore/ .")]
    [InlineData("COPY [\"/a b\"]", "COPY [\".harpoon/restore/\", \"/a b\"]")]
    public void A_restore_line_copies_what_restore_reads(string line, string expected) =>
        Assert.Equal($"{expected}\n", DockerfileSource.FromLines([new(line) { IsRestore = true }]).Text);

    [Theory]
    [InlineData("RUN /src", null)]
    [InlineData("ADD /src", null)]
    [InlineData("COPY", null)]
    [InlineData("COPY . /src", null)]
    [InlineData("COPY --from=a /src", null)]
    [InlineData("COPY /src", "content")]
    public void A_restore_line_that_is_no_copy_is_an_error_at_its_line(string line, string? content)
    {
        var error = Assert.Throws<HarpoonException>(() => DockerfileSource.FromLines([new(line, content, Here) { IsRestore = true }]));

        Assert.Equal(("HRP3420", Here), (error.Diagnostics[0].Code, error.Diagnostics[0].Location));
    }

    [Fact]
    public void Each_content_has_a_file_of_its_own()
    {
        var dockerfile = DockerfileSource.FromLines([new("COPY /x", "same"), new("COPY /y", "same")]);

        Assert.Equal("COPY .harpoon/inline-1 /x\nCOPY .harpoon/inline-2 /y\n", dockerfile.Text);
        Assert.Equal(2, dockerfile.InlineFiles.Length);
    }

    [Theory]
    [InlineData("RUN /x", "HRP2006")]
    [InlineData("COPY a /x", "HRP2007")]
    [InlineData("COPY /x/", "HRP2007")]
    [InlineData("COPY", "HRP2007")]
    [InlineData("COPY --from=a /x", "HRP2008")]
    public void Content_that_no_line_can_carry_is_an_error_at_its_line(string line, string code)
    {
        var error = Assert.Throws<HarpoonException>(() => DockerfileSource.FromLines([new(line, "content", Here)]));

        Assert.Equal((code, Here), (error.Diagnostics[0].Code, error.Diagnostics[0].Location));
    }

    [Fact]
    public void A_texts_line_n_stands_n_lines_below_its_start() =>
        Assert.Equal(
            [new SourceLocation("app.csproj", 7), new("app.csproj", 8)],
            DockerfileSource.FromText("FROM a\r\nRUN b", Here).LineLocations);

    [Fact]
    public void A_file_is_its_own_place()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "FROM a\r\nRUM b\n");

        var dockerfile = DockerfileSource.FromFile(path, new NamedFiles());
        var error = Assert.Throws<HarpoonException>(() => DockerfileParser.Parse(dockerfile));
        File.Delete(path);

        Assert.Equal((path, "FROM a\nRUM b\n"), (dockerfile.Path, dockerfile.Text));
        Assert.Equal(new SourceLocation(path, 2), error.Diagnostics[0].Location);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error() =>
        Assert.Equal("HRP2009", Assert.Throws<HarpoonException>(() => DockerfileSource.FromFile("/nowhere/Dockerfile", new NamedFiles())).Diagnostics[0].Code);

    [Fact]
    public void Parsing_any_text_ends_in_instructions_or_a_located_error() => Gen
        .OneOfConst("FROM a\n", "RUN ", "COPY ", "<<E", "E\n", "\\", "\n", "#", "escape=`", "[", "\"", "'", "${", "}", "x", " ", "--from=", "ONBUILD ", "\t")
        .Array[0, 20]
        .Select(string.Concat)
        .Sample(text =>
        {
            try
            {
                var syntax = Parsed.Syntax(text);
                var reading = DockerfileReader.Read(syntax, new Dictionary<string, string?>());
                return syntax.Instructions.All(i => i.StartLine >= 1 && i.EndLine >= i.StartLine) && reading.BuildKitFeatures.Length >= 0;
            }
            catch (HarpoonException e)
            {
                return e.Diagnostics[0].Location is not null;
            }
        });
}
