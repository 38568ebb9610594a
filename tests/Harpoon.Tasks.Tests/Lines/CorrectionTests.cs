namespace Harpoon.Tasks.Tests.Lines;

/// <summary>What is printed to be written instead becomes what was meant, and is not refused again.</summary>
[Collection("MSBuild")]
public class CorrectionTests
{
    [Theory]
    [InlineData("; \\", null)]
    [InlineData(";", null)]
    [InlineData("esac;", null)]
    [InlineData("*)", null)]
    [InlineData("?) echo b;;", null)]
    [InlineData(";;", null)]
    [InlineData("a;b", null)]
    [InlineData("a;RUN b", null)]
    [InlineData("\\", null)]
    [InlineData("\\n", null)]
    [InlineData("&& rm -rf /tmp/* \\", null)]
    [InlineData("done; done", null)]
    [InlineData("$(Semicolon) *", "c;d *")]
    [InlineData("/bin/sh\\n; b", null)]
    [InlineData("echo %02d; b", null)]
    [InlineData("RUN echo \"A=1;ENV B=2\" > f", null)]
    [InlineData("RUN echo 'A=1; ENV B=2' > f", null)]
    [InlineData("LABEL a=\"b;COPY c\"", null)]
    public void A_correction_evaluates_to_the_raw_line(string line, string? meant)
    {
        const string Properties = "<Semicolon>c;d</Semicolon>";
        foreach (var place in Enum.GetValues<Place>())
        {
            var element = $"<DockerfileLine Include=\"{line.Replace("\"", "&quot;", StringComparison.Ordinal).Replace("&&", "&amp;&amp;", StringComparison.Ordinal)}\" />";
            var error = WrittenElement.Single(WrittenElement.Verify(place, element, Properties).Result.Errors);

            var (corrected, _) = WrittenElement.Verify(place, WrittenElement.Corrected(error), Properties);

            Assert.Empty(corrected.Errors);
            Assert.Equal(meant ?? line, WithOneBlank(WrittenElement.Texts(corrected)));
        }
    }

    [Theory]
    [InlineData("COPY src\\app.txt /x", "COPY src/app.txt /x")]
    [InlineData("ADD .\\a\\b-1\\c.txt /x", "ADD ./a/b-1/c.txt /x")]
    [InlineData("COPY --chown=1:1 src\\app.txt lib\\*.so /x/", "COPY --chown=1:1 src/app.txt lib/*.so /x/")]
    public void The_path_of_a_COPY_is_offered_with_slashes(string line, string meant)
    {
        using var project = new LineProject();
        project.Write("src/app.txt", "").Write("a/b-1/c.txt", "");
        var error = WrittenElement.Verify(project, Place.Project, $"<DockerfileLine Include=\"{line}\" />").Result.Errors[0];

        var (corrected, _) = WrittenElement.Verify(project, Place.Project, WrittenElement.Corrected(error));

        Assert.Empty(corrected.Errors);
        Assert.Equal(meant, WithOneBlank(WrittenElement.Texts(corrected)));
    }

    [Theory]
    [InlineData("<Target Name=\"Make\"><ItemGroup><DockerfileLine Include=\"esac;\" /></ItemGroup></Target>", "HRP2021")]
    [InlineData("<Target Name=\"Make\"><ItemGroup><DockerfileLine Include='RUN echo \"a;RUN b\"' /></ItemGroup></Target>", "HRP2021")]
    public void A_line_of_a_target_is_corrected_as_well(string target, string code)
    {
        using var project = new LineProject();
        project.WriteProject(target);
        var error = WrittenElement.Single(project.Verify().Errors);

        Assert.Equal(code, error.Code);
        Assert.Empty(WrittenElement.Verify(Place.Project, WrittenElement.Corrected(error)).Result.Errors);
    }

    [Fact]
    public void Instructions_beside_each_other_are_still_several_lines()
    {
        var (result, _) = WrittenElement.Verify(Place.Project, "<DockerfileLine Include=\"FROM a;RUN echo 'b';MAINTAINER O'Neill\" />");

        Assert.Empty(result.Errors);
        Assert.Equal("FROM a\nRUN echo 'b'\nMAINTAINER O'Neill", WrittenElement.Texts(result));
    }

    private static string WithOneBlank(string text) => text.Replace("  ", " ", StringComparison.Ordinal);
}
