using Harpoon.Engine.Machine;
using Harpoon.Engine.Tests.Builds;

namespace Harpoon.Engine.Tests.Machine;

public sealed class ProjectNameTests : IDisposable
{
    private readonly FakeProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("My.App.csproj", "My.App")]
    [InlineData("app.cs.csproj", "app.cs")]
    public void It_is_the_projects_files(string file, string expected) => Assert.Equal(expected, ProjectName.Of(_project.Path(file)));

    [Fact]
    public void That_of_a_file_based_app_is_its_sources()
    {
        File.WriteAllText(_project.Path("app.cs"), "");

        Assert.Equal("app", ProjectName.Of(_project.Path("app.cs.csproj")));
        Assert.Equal(_project.Path("app.cs"), ProjectName.SourceOf(_project.Path("app.cs.csproj")));
    }

    [Fact]
    public void A_project_that_is_there_is_itself()
    {
        File.WriteAllText(_project.Path("app.cs"), "");
        File.WriteAllText(_project.Path("app.cs.csproj"), "<Project />");

        Assert.Equal("app.cs", ProjectName.Of(_project.Path("app.cs.csproj")));
    }
}
