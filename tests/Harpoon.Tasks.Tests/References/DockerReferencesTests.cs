using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.References;

/// <summary>What is wrong with projects that items name is said at the item.</summary>
[Collection("MSBuild")]
public sealed class DockerReferencesTests
{
    private const string Id = "sha256:0123";

    [Fact]
    public void A_project_that_is_not_there_is_an_error_at_its_line()
    {
        using var projects = new ProjectFiles().Write("App", "Base", "Tools").Write("Base");

        var error = Assert.Single(projects.Errors("App", task => (task.CheckOnly, task.NamedContexts) = (true, [ProjectFiles.Naming("base", "Base"), ProjectFiles.Naming("tools", "Tools")])));

        Assert.Equal(("HRP3300", projects["App"], 2), (error.Code, error.File, error.LineNumber));
        Assert.Contains($"DockerNamedContext 'tools' names the project {projects["Tools"]}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_is_an_error_at_the_item_that_closes_it_with_its_path()
    {
        using var projects = new ProjectFiles().Write("App", "Base", "Tools").Write("Base", "Tools").Write("Tools", "App");

        var errors = projects.Errors("App", task => (task.CheckOnly, task.NamedContexts) = (true, [ProjectFiles.Naming("base", "Base"), ProjectFiles.Naming("tools", "Tools")]));

        Assert.Equal(["HRP3303", "HRP3303"], errors.Select(error => error.Code));
        Assert.Contains($"{projects["App"]} -> {projects["Base"]} -> {projects["Tools"]} -> {projects["App"]}", errors[0].Message, StringComparison.Ordinal);
        Assert.Contains($"{projects["App"]} -> {projects["Tools"]} -> {projects["App"]}", errors[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_names_itself_is_a_circle_by_a_service_too()
    {
        using var projects = new ProjectFiles().WriteText("App", """<ItemGroup><DockerService Include="me" Project="App.proj" /></ItemGroup>""");

        var error = Assert.Single(projects.Errors("App", task => (task.CheckOnly, task.Services) = (true, [new TaskItem("me", new Dictionary<string, string> { ["Project"] = "App.proj" })])));

        Assert.Equal("HRP3303", error.Code);
        Assert.Contains("DockerService 'me' closes a circle", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_whose_condition_is_false_is_none()
    {
        using var projects = new ProjectFiles().Write("App", "Base")
            .WriteText("Base", """<ItemGroup Condition="'$(Never)' != ''"><DockerNamedContext Include="app" Project="../App/App.proj" /></ItemGroup>""");

        Assert.Empty(projects.Errors("App", task => (task.CheckOnly, task.NamedContexts) = (true, [ProjectFiles.Naming("base", "Base")])));
    }

    [Theory]
    [InlineData(true, "HRP3301")]
    [InlineData(false, "HRP3302")]
    public void A_project_that_returned_nothing_has_no_image_or_failed(bool areBuilt, string code)
    {
        using var projects = new ProjectFiles().Write("App", "Base", "Tools").Write("Base").Write("Tools");

        var error = Assert.Single(projects.Errors("App", task =>
            (task.AreBuilt, task.NamedContexts, task.Images) = (areBuilt, [ProjectFiles.Naming("base", "Base"), ProjectFiles.Naming("tools", "Tools")], [projects.Image("Base", Id, "base:latest")])));

        Assert.Equal((code, projects["App"]), (error.Code, error.File));
        Assert.Contains("'tools'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_writes_files_has_no_image()
    {
        using var projects = new ProjectFiles().Write("App", "Base").Write("Base");

        var error = Assert.Single(projects.Errors("App", task =>
            (task.AreBuilt, task.NamedContexts, task.Images) = (true, [ProjectFiles.Naming("base", "Base")], [projects.Image("Base", "", "")])));

        Assert.Equal("HRP3306", error.Code);
    }

    [Fact]
    public void A_circle_that_only_an_import_makes_is_named_when_MSBuild_has_found_it()
    {
        using var projects = new ProjectFiles().Write("App", "Base").WriteText("Base", """<Import Project="more.props" />""");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(projects["Base"])!, "more.props"), """
            <Project><ItemGroup><DockerNamedContext Include="app" Project="../App/App.proj" /></ItemGroup></Project>
            """);

        Assert.Empty(projects.Errors("App", task => (task.CheckOnly, task.NamedContexts) = (true, [ProjectFiles.Naming("base", "Base")])));
        var error = Assert.Single(projects.Errors("App", task => task.NamedContexts = [ProjectFiles.Naming("base", "Base")]));

        Assert.Equal("HRP3303", error.Code);
        Assert.Contains($"{projects["Base"]} -> {projects["App"]}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_without_a_project_are_none_of_its_business()
    {
        using var projects = new ProjectFiles().Write("App");

        Assert.Empty(projects.Errors("App", task => (task.NamedContexts, task.Services) =
            ([new TaskItem("a", new Dictionary<string, string> { ["Source"] = "." })], [new TaskItem("db", new Dictionary<string, string> { ["Image"] = "postgres" })])));
    }
}
