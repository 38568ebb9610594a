namespace Harpoon.Tasks.Tests.Lines;

/// <summary>What is written right arrives as written.</summary>
[Collection("MSBuild")]
public class WholeLineTests
{
    [Theory]
    [InlineData("""<DockerfileLine Include="FROM alpine:3.22" />""", "FROM alpine:3.22")]
    [InlineData("""<DockerfileLine Include="RUN" Arguments="apk add figlet; rm -rf /tmp/* ?" />""", "RUN apk add figlet; rm -rf /tmp/* ?")]
    [InlineData("""<DockerfileLine Include="RUN" Arguments="printf 'a\nb' \" />""", @"RUN printf 'a\nb' \")]
    [InlineData("""<DockerfileLine Include="RUN a%3B b %2A %3F %24(whoami) %2502d %28%29 %27 %40" />""", "RUN a; b * ? $(whoami) %02d () ' @")]
    [InlineData("""<DockerfileLine Include="RUN" Arguments="%24(uname -r) %2502d a%25b 100%" />""", "RUN $(uname -r) %02d a%b 100%")]
    [InlineData("""<DockerfileLine Include="FROM a;RUN b; CMD c " />""", "FROM a\nRUN b\nCMD c")]
    [InlineData("""<DockerfileLine Include="RUN echo $(Word) $(Empty)x" />""", "RUN echo word x")]
    [InlineData("""<DockerfileLine Include="RUN" Arguments="echo $(Star) $(Semicolon)" />""", "RUN echo a* c;d")]
    [InlineData("""<DockerfileLine Include="RUN echo $(Word.ToUpperInvariant()) $([System.Guid]::NewGuid().ToString().Length)" />""", "RUN echo WORD 36")]
    [InlineData("""<DockerfileLine Include="RUN" Arguments="echo $([MSBuild]::ValueOrDefault('$(Nothing)', 'x'))" />""", "RUN echo x")]
    [InlineData("""<DockerfileLine Include="RUN @(a|b) %(x)" />""", "RUN @(a|b) %(x)")]
    [InlineData("""<DockerfileLine Include="RUN" Arguments="%(Identity) x" />""", "RUN RUN x")]
    [InlineData("""<DockerfileLine Include="RUN" Arguments="a&#xA;b &amp; c" />""", "RUN a\nb & c")]
    [InlineData("""<DockerfileLine Include="  RUN a  " />""", "RUN a")]
    [InlineData("""<DockerfileLine Include="$(Empty)" />""", "")]
    [InlineData("""<DockerfileLine Include="RUN *" Condition="'$(Word)' == ''" />""", "")]
    [InlineData("""<DockerfileLine Include="RUN a" /><DockerfileLine Remove="RUN a" />""", "")]
    [InlineData("""<DockerfileLine Include="RUN a;RUN b" Exclude="RUN a" />""", "RUN b")]
    [InlineData("""<DockerfileLine Include="RUN" /><DockerfileLine Update="RUN" Arguments="a;b" />""", "RUN a;b")]
    [InlineData("""<Tool Include="x;y" /><DockerfileLine Include="@(Tool->'RUN apk add %(Identity); rm *')" />""", "RUN apk add x; rm *\nRUN apk add y; rm *")]
    [InlineData("""<Base Include="RUN" Arguments="a;b" /><DockerfileLine Include="@(Base)" />""", "RUN a;b")]
    [InlineData("""<DockerfileLine Include="RUN a" /><DockerfileLine Include="RUN a" />""", "RUN a\nRUN a")]
    public void A_line_arrives_as_written(string element, string expected)
    {
        const string Properties = "<Word>word</Word><Empty></Empty><Star>a*</Star><Semicolon>c;d</Semicolon>";
        foreach (var place in Enum.GetValues<Place>())
        {
            var (result, _) = WrittenElement.Verify(place, element, Properties);

            Assert.Empty(result.Errors);
            Assert.Empty(result.Warnings);
            Assert.Equal(expected, WrittenElement.Texts(result));
        }
    }

    [Fact]
    public void Each_line_knows_its_element()
    {
        using var project = new LineProject();
        project.Write("Directory.Build.props", "<Project>\n<ItemGroup>\n<DockerfileLine Include=\"FROM a\" />\n</ItemGroup>\n</Project>");
        project.WriteProject("""
            <ItemGroup>
            <DockerfileLine Include="RUN a;RUN b" />
            <DockerfileLine Include="RUN" Arguments="$([System.Guid]::NewGuid())" />
            </ItemGroup>
            <PropertyGroup><Before>Late</Before></PropertyGroup>
            <Target Name="Late"><ItemGroup><DockerfileLine Include="CMD late" /></ItemGroup></Target>
            """);

        var result = project.Verify();

        Assert.Empty(result.Errors);
        Assert.Equal(
            [(project.PathOf("Directory.Build.props"), 3), (project.ProjectFile, 3), (project.ProjectFile, 3), (project.ProjectFile, 4), (null, null)],
            result.Lines.Select(line => (line.Location?.File, line.Location?.Line)));
    }

    [Fact]
    public void Content_is_the_lines_inline_file()
    {
        var (result, _) = WrittenElement.Verify(Place.Project, """<DockerfileLine Include="COPY" Arguments="/etc/app.conf"><Content>a;*\n%25x</Content></DockerfileLine>""");

        Assert.Empty(result.Errors);
        Assert.Equal(@"a;*\n%x", Assert.Single(result.Lines).Content);
    }
}
