namespace Harpoon.Sdk.Tests.Lines;

/// <summary>What MSBuild does to text that is no file name: each row of the two tables in the design, through a real build.</summary>
public sealed class SpoiledLinesTests(PackedSdk sdk)
{
    private const string PropertyWithStar = "<PropertyGroup><C>echo *</C></PropertyGroup>";

    public static TheoryData<string, string> Spoiled => new()
    {
        { string.Empty, """<DockerfileLine Include="RUN a; b" />""" },
        { string.Empty, """<DockerfileLine Include="RUN rm -rf /var/cache/*" />""" },
        { string.Empty, """<DockerfileLine Include="COPY *.txt /x/" />""" },
        { string.Empty, """<DockerfileLine Include="RUN echo a\nb" />""" },
        { string.Empty, """<DockerfileLine Include="RUN echo a \" />""" },
        { string.Empty, """<DockerfileLine Include="RUN echo $(whoami)" />""" },
        { PropertyWithStar, """<DockerfileLine Include="RUN $(C)" />""" },
        { string.Empty, """<DockerfileLine Include="RUN" Arguments="printf %02d 1" />""" },
        { string.Empty, """<DockerfileLine Include="RUN" Arguments="printf %10s x" />""" },
        { string.Empty, """<DockerfileLine Include="RUN" Arguments="/bin/sh -c 'printf a\nb'" />""" },
        { string.Empty, """<DockerfileLine Include="RUN" Arguments="echo $(uname -r)" />""" },
        { string.Empty, """<DockerfileLine Include="RUN" Arguments="echo $(dpkg --print-architecture)" />""" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task A_spoiled_line_is_an_error_at_its_place_with_what_to_write_instead(string before, string line)
    {
        foreach (var (file, project) in Places(before, line))
        {
            using var user = new Scratch(sdk);
            user.Write("shared.props", $"<Project>{before}<ItemGroup>\n{line}\n</ItemGroup></Project>");
            if (file == "Directory.Build.props")
            {
                user.Write(file, "<Project><Import Project=\"shared.props\" /></Project>");
            }

            user.WritePure("Image.proj", project);

            var result = await user.DotnetAsync("build", "-t:DockerPrintDockerfile");

            Assert.True(result.ExitCode != 0, $"{file}: {line} passed:\n{result.Output}");
            Assert.Matches($@"{(file == "Image.proj" ? file : "shared.props")}\(\d+,\d+\): error HRP20", result.Output);
            Assert.Contains("<DockerfileLine", result.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<DockerfileText><![CDATA[FROM x\nRUN printf %02d 1]]></DockerfileText>")]
    [InlineData("<DockerfileText>FROM x\nRUN echo $(whoami)</DockerfileText>")]
    [InlineData("<DockerfileText>FROM x\nCOPY $(Later) /</DockerfileText><Later>y</Later>")]
    public async Task A_spoiled_text_is_an_error_at_its_line(string property)
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"<PropertyGroup>{property}</PropertyGroup>");

        var result = await user.DotnetAsync("build", "-t:DockerPrintDockerfile");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches(@"Image.proj\(3(,\d+)?\): error HRP20", result.Output);
    }

    [Fact]
    public async Task What_MSBuild_lets_through_is_printed_as_it_was_written()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", """
            <PropertyGroup><Word>herring</Word></PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM x;RUN b" />
              <DockerfileLine Include="RUN" Arguments="a; rm /tmp/*; printf 'x\ty' ?" />
              <DockerfileLine Include="RUN" Arguments="echo $(Word) %24(whoami) %2502d" />
              <DockerfileLine Include="RUN" Arguments="same" />
              <DockerfileLine Include="RUN" Arguments="same" />
            </ItemGroup>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerPrintDockerfile")).SucceededWithoutWarnings();

        Assert.Equal(
            ["FROM x", "RUN b", @"RUN a; rm /tmp/*; printf 'x\ty' ?", "RUN echo herring $(whoami) %02d", "RUN same", "RUN same"],
            result.Lines.Where(line => line.StartsWith("FROM", StringComparison.Ordinal) || line.StartsWith("RUN", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_text_and_lines_may_be_laid_out_as_XML_is()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Text.proj", """
            <PropertyGroup>
              <DockerfileText><![CDATA[
                # syntax=docker/dockerfile:1
                # escape=`
                FROM x
                RUN a `
                  && b
              ]]></DockerfileText>
            </PropertyGroup>
            """);
        user.WritePure("Lines.proj", """
            <ItemGroup>
              <DockerfileLine Include="FROM x" />
              <DockerfileLine Include="RUN &lt;&lt;EOF" />
              <DockerfileLine Include="if a%3B then" />
              <DockerfileLine Include="    b" />
              <DockerfileLine Include="fi" />
              <DockerfileLine Include="EOF" />
              <DockerfileLine Include="RUN">
                <Arguments>
                  a; b
                </Arguments>
              </DockerfileLine>
            </ItemGroup>
            """);

        var text = (await user.DotnetAsync("build", "Text.proj", "-t:DockerPrintDockerfile")).SucceededWithoutWarnings();
        var lines = (await user.DotnetAsync("build", "Lines.proj", "-t:DockerPrintDockerfile")).SucceededWithoutWarnings();

        Assert.Matches(@"(?m)^ *# syntax=docker/dockerfile:1\s+# escape=`\s+FROM x\s+RUN a `\s+&& b", text.Output);
        Assert.Matches(@"(?m)^ *FROM x\s+RUN <<EOF\r?\n *if a; then\r?\n {5,}b\r?\n *fi\r?\n *EOF\r?\n *RUN a; b", lines.Output);
    }

    private static IEnumerable<(string File, string Project)> Places(string before, string line) =>
    [
        ("Image.proj", $"<ItemGroup><DockerfileLine Include=\"FROM x\" /></ItemGroup>{before}<ItemGroup>\n{line}\n</ItemGroup>"),
        ("Directory.Build.props", string.Empty),
        ("shared.props", "<Import Project=\"shared.props\" />"),
    ];
}
