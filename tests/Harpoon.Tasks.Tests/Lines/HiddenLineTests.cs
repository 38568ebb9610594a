namespace Harpoon.Tasks.Tests.Lines;

/// <summary>Lines that are spoilt where one does not look: in lists, in targets, behind conditions, in definitions.</summary>
[Collection("MSBuild")]
public class HiddenLineTests
{
    [Theory]
    [InlineData("HRP2030", """<Fruit Include="x" /><DockerfileLine Include="@(Fruit->'apple %(Identity)')" />""")]
    [InlineData("HRP2030", """<Fruit Include="x" /><DockerfileLine Include="@(Fruit)" />""")]
    [InlineData("HRP2020", """<Base Include="RUN rm *" /><DockerfileLine Include="@(Base)" />""")]
    [InlineData("HRP2022", """<Base Include="x" /><DockerfileLine Include="@(Base->'RUN a\nb')" />""")]
    [InlineData("HRP2020", """<DockerfileLine Include="RUN rm *" Condition="'$(Word)' == 'word'" />""")]
    [InlineData("HRP2020", """<DockerfileLine Include="RUN rm *" Condition="'@(DockerfileLine)' == ''" />""")]
    [InlineData("HRP2024", """<DockerfileLine Include="RUN" /><DockerfileLine Update="RUN" Arguments="%02d" />""")]
    [InlineData("HRP2022", """<DockerfileLine Include="COPY" Arguments="/x" Content="/bin/sh a\nb" />""")]
    [InlineData("HRP2024", """<DockerfileLine Include="COPY" Arguments="/x" Content="%0a" />""")]
    [InlineData("HRP2023", """<DockerfileLine Include="COPY" Arguments="/x" Content="$(whoami)" />""")]
    [InlineData("HRP2021", """<DockerfileLine Include="RUN a;b" /><DockerfileLine Remove="b" />""")]
    public void A_spoilt_line_is_found(string code, string elements)
    {
        foreach (var place in Enum.GetValues<Place>())
        {
            var (result, _) = WrittenElement.Verify(place, elements, "<Word>word</Word>");

            Assert.Equal(code, WrittenElement.Single(result.Errors).Code);
        }
    }

    [Theory]
    [InlineData("HRP2020", """<DockerfileLine Include="RUN rm *" />""")]
    [InlineData("HRP2021", """<DockerfileLine Include="RUN a;b" />""")]
    [InlineData("HRP2022", """<DockerfileLine Include="RUN a\nb" />""")]
    [InlineData("HRP2023", """<DockerfileLine Include="RUN $(uname -r)" />""")]
    [InlineData("HRP2024", """<DockerfileLine Include="RUN" Arguments="%02d" />""")]
    [InlineData(null, """<DockerfileLine Include="RUN $(MadeInTheTarget)" Arguments="a;*" />""")]
    public void A_line_made_in_a_target_gets_the_raw_check(string? code, string element)
    {
        using var project = new LineProject();
        project.WriteProject($"""
            <PropertyGroup><Before>Late</Before></PropertyGroup>
            <Target Name="Late"><ItemGroup>{element}</ItemGroup></Target>
            """);

        Assert.Equal(code is null ? [] : [code], project.Verify().Errors.Select(error => error.Code));
    }

    [Fact]
    public void The_first_choice_that_holds_counts()
    {
        using var project = new LineProject();
        project.WriteProject("""
            <Choose>
            <When Condition="true"><ItemGroup><DockerfileLine Include="FROM a" /></ItemGroup></When>
            <Otherwise><ItemGroup><DockerfileLine Include="RUN *" /></ItemGroup></Otherwise>
            </Choose>
            """);

        Assert.Empty(project.Verify().Errors);
    }

    [Fact]
    public void Metadata_of_an_item_definition_is_text_too()
    {
        using var project = new LineProject();
        project.WriteProject("""
            <ItemDefinitionGroup>
            <DockerfileLine><Arguments>%02d</Arguments></DockerfileLine>
            </ItemDefinitionGroup>
            <ItemGroup><DockerfileLine Include="RUN" /></ItemGroup>
            """);

        var error = WrittenElement.Single(project.Verify().Errors);
        Assert.Equal("HRP2024", error.Code);
        Assert.Equal(3, error.Location!.Line);
    }

    [Fact]
    public void The_builds_own_properties_decide()
    {
        using var project = new LineProject();
        project.GlobalProperties["Mode"] = "x";
        project.WriteProject("""<ItemGroup><DockerfileLine Include="RUN *" Condition="'$(Mode)' == 'x'" /></ItemGroup>""");

        Assert.Equal("HRP2020", WrittenElement.Single(project.Verify().Errors).Code);
    }

    [Fact]
    public void Equal_lines_that_batching_merged_are_an_error()
    {
        using var project = new LineProject();
        project.WriteProject("""<ItemGroup><DockerfileLine Include="RUN a" /><DockerfileLine Include="RUN a" /></ItemGroup>""");
        var request = project.Request();

        var merged = request with { Items = [request.Items[0] with { Items = [request.Items[0].Items[0]] }] };

        Assert.Equal("HRP2028", WrittenElement.Single(Harpoon.Tasks.Lines.LineVerifier.Verify(merged).Errors).Code);
    }

    [Fact]
    public void A_project_that_cannot_be_evaluated_is_reported()
    {
        using var project = new LineProject();
        project.WriteProject("""<ItemGroup><DockerfileLine Include="RUN a" /></ItemGroup>""");
        var request = project.Request();
        project.WriteProject("<Import Project=\"nowhere.props\" />");

        var result = Harpoon.Tasks.Lines.LineVerifier.Verify(request);

        Assert.Equal("HRP2029", Assert.Single(result.Warnings).Code);
        Assert.Equal("RUN a", WrittenElement.Texts(result));
    }
}
