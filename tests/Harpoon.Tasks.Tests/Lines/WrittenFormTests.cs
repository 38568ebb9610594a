using Harpoon.Engine.Dockerfiles;
using Harpoon.Tasks.Parameters;

namespace Harpoon.Tasks.Tests.Lines;

/// <summary>The ways to write a line in XML that change nothing of it.</summary>
[Collection("MSBuild")]
public class WrittenFormTests
{
    [Fact]
    public void Lines_of_a_here_document_keep_their_indentation_and_their_places()
    {
        using var project = new LineProject();
        project.WriteProject("""
            <ItemGroup>
            <DockerfileLine Include="FROM a" />
            <DockerfileLine Include="RUN &lt;&lt;EOF" />
            <DockerfileLine Include="if true; then" Condition="false" />
            <DockerfileLine Include="if b" />
            <DockerfileLine Include="    then echo c" />
            <DockerfileLine Include="EOF" />
            </ItemGroup>
            """);

        foreach (var result in (ReadOnlySpan<Harpoon.Tasks.Lines.Received.LineVerificationResult>)[project.Verify(useCache: true), project.Verify(useCache: true)])
        {
            Assert.Empty(result.Errors);
            Assert.Equal("FROM a\nRUN <<EOF\nif b\n    then echo c\nEOF\n", DockerfileSource.FromLines(result.Lines).Text);
            Assert.Equal([3, 4, 6, 7, 8], result.Lines.Select(line => line.Location!.Line));
        }
    }

    [Theory]
    [InlineData("<DockerfileLine Include=\"RUN\"><Arguments>\n  a; \\\n  b\n  </Arguments></DockerfileLine>", "RUN a; \\\n  b")]
    [InlineData("<DockerfileLine Include=\"RUN\"><Arguments> \r\n\r\n\ta</Arguments></DockerfileLine>", "RUN a")]
    [InlineData("<DockerfileLine Include=\"RUN\"><Arguments>\n  </Arguments></DockerfileLine>", "RUN")]
    [InlineData("<DockerfileLine Include=\"RUN\"><Arguments><![CDATA[\n<<EOF\n  a\nEOF\n]]></Arguments></DockerfileLine>", "RUN <<EOF\n  a\nEOF")]
    public void Arguments_may_stand_on_lines_of_their_own(string element, string text)
    {
        var (result, _) = WrittenElement.Verify(Place.Project, element);

        Assert.Empty(result.Errors);
        Assert.Equal(text, WrittenElement.Texts(result));
    }

    [Theory]
    [InlineData("<DockerfileLine Include=\"COPY\" Arguments=\"/x\"><Content></Content></DockerfileLine>", "")]
    [InlineData("<DockerfileLine Include=\"COPY\" Arguments=\"/x\" Content=\"$(Empty)\" />", "")]
    [InlineData("<DockerfileLine Include=\"COPY\" Arguments=\"/x\" Content=\"a\" />", "a")]
    [InlineData("<DockerfileLine Include=\"COPY\" Arguments=\"/x\" />", null)]
    public void Empty_content_is_an_empty_file(string element, string? content)
    {
        var (result, _) = WrittenElement.Verify(Place.Project, element, "<Empty></Empty>");

        Assert.Empty(result.Errors);
        Assert.Equal(content, Assert.Single(result.Lines).Content);
    }

    [Theory]
    [InlineData("", "<DockerBuildArg Include=\"A\" Value=\"\" />", "")]
    [InlineData("", "<DockerBuildArg Include=\"A\" Value=\"$(Empty)\" />", "")]
    [InlineData("", "<DockerBuildArg Include=\"A\"><Value /></DockerBuildArg>", "")]
    [InlineData("", "<DockerBuildArg Include=\"A\"><Value Condition=\"false\">b</Value></DockerBuildArg>", null)]
    [InlineData("", "<DockerBuildArg Include=\"A\" />", null)]
    [InlineData("<DockerBuildArg><Value /></DockerBuildArg>", "<DockerBuildArg Include=\"A\" />", "")]
    [InlineData("<DockerBuildArg><Value>b</Value></DockerBuildArg>", "<DockerBuildArg Include=\"A\" Value=\"\" />", "")]
    [InlineData("<DockerBuildArg><Value /></DockerBuildArg>", "<DockerBuildArg Include=\"A=b\" />", "b")]
    public void An_empty_value_is_no_absent_one(string definition, string element, string? value)
    {
        using var project = new LineProject();
        project.WriteProject($"<PropertyGroup><Empty /></PropertyGroup><ItemDefinitionGroup>{definition}</ItemDefinitionGroup><ItemGroup>{element}</ItemGroup>");

        var items = project.Request().Items.Single(received => received.ItemName == "DockerBuildArg").Items;

        Assert.Equal(value, NamedValue.Read(Assert.Single(items)).Value);
    }

    [Theory]
    [InlineData("<DockerfileLine Include=\"RUN cd $(PATH)\" />")]
    [InlineData("<DockerfileLine Include=\"RUN\" Arguments=\"cd $(path) x\" />")]
    [InlineData("<DockerfileLine Include=\"COPY\" Arguments=\"/x\" Content=\"$(PATH)\" />")]
    [InlineData("<DockerRunArgument Include=\"$(PATH)\" />")]
    public void What_the_environment_alone_defines_is_no_property_of_the_projects(string element)
    {
        var error = WrittenElement.Single(WrittenElement.Verify(Place.Import, element).Result.Errors);

        Assert.Equal("HRP2023", error.Code);
        Assert.Contains("environment variable", error.Text, StringComparison.Ordinal);
        Assert.Contains("%24(", WrittenElement.Corrected(error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<DockerfileLine Include=\"RUN cd $(PATH)\" />")]
    [InlineData("<DockerRunArgument Include=\"$(Path)\" />")]
    public void A_variable_that_the_project_names_is_its_property(string element) =>
        Assert.Empty(WrittenElement.Verify(Place.Import, element, "<PATH Condition=\"'$(PATH)' == ''\">/bin</PATH>").Result.Errors);

    [Theory]
    [InlineData("<DockerVolume Include=\"$(PATH):/x\" />")]
    [InlineData("<DockerEnvironmentVariable Include=\"A\" Value=\"$(PATH)\" />")]
    public void The_hosts_own_settings_may_come_from_its_environment(string element) =>
        Assert.Empty(WrittenElement.Verify(Place.Project, element).Result.Errors);

    [Fact]
    public void A_text_is_held_to_the_same()
    {
        using var project = new LineProject();
        project.WriteProject("<PropertyGroup><DockerfileText><![CDATA[\nFROM a\nRUN cd $(path)\n]]></DockerfileText></PropertyGroup>");

        var error = WrittenElement.Single(project.Verify().Errors);

        Assert.Equal(("HRP2023", 4), (error.Code, error.Location!.Line));
    }
}
