using Harpoon.Tasks.References;

namespace Harpoon.Tasks.Tests.References;

/// <summary>The projects that a project's text names.</summary>
public sealed class WrittenReferencesTests
{
    [Theory]
    [InlineData("""<DockerNamedContext Include="a" Project="../Base/Base.proj" />""")]
    [InlineData("""<DockerNamedContext Include="a" Project=" ..\Base\Base.proj " />""")]
    [InlineData("""<DockerNamedContext Include="a"><Project>../Base/Base.proj</Project></DockerNamedContext>""")]
    [InlineData("""<dockerservice Include="a" project="../Base/Base.proj" />""")]
    [InlineData("""<DockerService Include="a" Project="$(MSBuildThisFileDirectory)../Base/Base.proj" />""")]
    [InlineData("""<DockerService Include="a" Project="$(MSBuildProjectDirectory)/../Base/Base.proj" />""")]
    public void A_path_is_found_however_it_is_written(string item)
    {
        using var projects = new ProjectFiles().WriteText("App", $"<ItemGroup>{item}</ItemGroup>");

        Assert.Equal([projects["Base"]], WrittenReferences.Of(projects["App"]));
    }

    [Theory]
    [InlineData("""<DockerNamedContext Include="a" Source="../Base" />""")]
    [InlineData("""<DockerNamedContext Include="a" Project="$(Base)" />""")]
    [InlineData("""<DockerNamedContext Include="a" Project="" />""")]
    [InlineData("""<ProjectReference Include="a" Project="../Base/Base.proj" />""")]
    [InlineData("""<!-- <DockerNamedContext Include="a" Project="../Base/Base.proj" /> -->""")]
    [InlineData("<not closed")]
    public void What_its_text_does_not_say_is_none(string item)
    {
        using var projects = new ProjectFiles().WriteText("App", $"<ItemGroup>{item}</ItemGroup>");

        Assert.Empty(WrittenReferences.Of(projects["App"]));
    }

    [Fact]
    public void A_file_that_is_not_there_names_none() => Assert.Empty(WrittenReferences.Of("/no/such/file.proj"));

    [Fact]
    public void A_hundred_projects_of_which_each_names_all_others_before_it_are_no_circle_and_soon_looked_at()
    {
        using var projects = new ProjectFiles();
        string[] names = [.. Enumerable.Range(0, 100).Select(index => $"P{index}")];
        foreach (var (index, name) in names.Index())
        {
            projects.Write(name, names[..index]);
        }

        Assert.Null(ReferenceCircle.Written(projects["P99"], projects["P98"]));
    }
}
