using Harpoon.Engine.Diagnostics;

namespace Harpoon.Tasks.Tests.Lines;

/// <summary>The lines of <c>$(DockerfileText)</c>.</summary>
[Collection("MSBuild")]
public class DockerfileTextTests
{
    [Theory]
    [InlineData("HRP2023", "RUN echo $(whoami)")]
    [InlineData("HRP2023", "RUN echo $(uname -r)")]
    [InlineData("HRP2024", "RUN printf %02d 1")]
    [InlineData("HRP2025", "COPY $(PublishDir) /app")]
    [InlineData("HRP2027", "RUN echo a@(bc)")]
    public void A_spoilt_text_is_an_error_at_its_line(string code, string line)
    {
        foreach (var place in Enum.GetValues<Place>())
        {
            var file = place switch { Place.Project => "app.proj", Place.DirectoryBuildProps => "Directory.Build.props", _ => "lines.props" };
            var text = $"<PropertyGroup>\n<DockerfileText><![CDATA[\nFROM a\n{line}\n]]></DockerfileText>\n</PropertyGroup>";
            const string Later = "<PropertyGroup><PublishDir>p</PublishDir></PropertyGroup>";
            using var project = new LineProject();
            project.WriteProject((place == Place.Project ? text : place == Place.Import ? "<Import Project=\"lines.props\" />" : "") + Later);
            if (place != Place.Project)
            {
                project.Write(file, $"<Project>{text}</Project>");
            }

            var error = WrittenElement.Single(project.Verify().Errors);

            Assert.Equal(code, error.Code);
            var first = place == Place.Project ? 2 : 1;
            Assert.Equal(new SourceLocation(project.PathOf(file), first + 3), error.Location);
        }
    }

    [Fact]
    public void What_is_defined_above_is_put_in()
    {
        using var project = new LineProject();
        project.WriteProject("""
            <PropertyGroup>
            <Word>w</Word><Empty></Empty>
            <DockerfileText>FROM $(Word) $(Empty) $(MSBuildProjectName) %24(whoami) %2502d; * ?</DockerfileText>
            <Word>changed later</Word>
            </PropertyGroup>
            """);

        Assert.Empty(project.Verify().Errors);
    }

    [Theory]
    [InlineData("<DockerfileText>FROM a\nRUN b</DockerfileText>", "3 4")]
    [InlineData("<DockerfileText><![CDATA[\nFROM a\n]]></DockerfileText>", "3 4 5")]
    [InlineData("<DockerfileText>\n\n  <![CDATA[FROM a\nRUN b]]>\n</DockerfileText>", "5 6")]
    [InlineData("<Two>FROM a\nRUN b</Two>\n<DockerfileText>$(Two)\nRUN c</DockerfileText>", "5 5 6")]
    [InlineData("<DockerfileText>FROM a\nRUN b</DockerfileText>\n<DockerfileText>$(DockerfileText)\nRUN c</DockerfileText>", "3 4 6")]
    public void Each_line_of_a_text_knows_its_place(string properties, string lines)
    {
        using var project = new LineProject();
        project.WriteProject($"<PropertyGroup>\n{properties}\n</PropertyGroup>");

        var result = project.Verify();

        Assert.Empty(result.Errors);
        Assert.Equal(lines, string.Join(' ', result.TextLocations.Select(place => place!.Line)));
    }

    [Fact]
    public void A_text_that_goes_on_from_a_spoilt_one_is_an_error_at_that_one()
    {
        using var project = new LineProject();
        project.WriteProject("<PropertyGroup>\n<DockerfileText>FROM $(whoami)</DockerfileText>\n<DockerfileText>$(DockerfileText)\nRUN c</DockerfileText>\n</PropertyGroup>");

        Assert.Equal(3, WrittenElement.Single(project.Verify().Errors).Location!.Line);
    }
}
