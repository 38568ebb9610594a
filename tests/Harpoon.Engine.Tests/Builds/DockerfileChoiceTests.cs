using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Tests.Builds;

public sealed class DockerfileChoiceTests : IDisposable
{
    private readonly FakeProject _project = new();

    public DockerfileChoiceTests() => File.WriteAllText(_project.Path("Dockerfile"), "FROM found\n");

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("FROM line", null, null, "FROM line")]
    [InlineData(null, "FROM text", null, "FROM text")]
    [InlineData(null, " ", "other.Dockerfile", "FROM other")]
    [InlineData(null, null, null, "FROM found")]
    public void The_one_source_that_is_given_wins_over_a_file_that_is_found(string? line, string? text, string? path, string expected)
    {
        File.WriteAllText(_project.Path("other.Dockerfile"), "FROM other\n");

        Assert.StartsWith(expected, DockerfileChoice.Of(Options(line, text, path), _project.Host).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FROM line", "FROM text", null, "DockerfileLine items and the property DockerfileText")]
    [InlineData("FROM line", null, "p", "DockerfileLine items and the property Dockerfile ('p')")]
    [InlineData(null, "FROM text", "p", "the property DockerfileText and the property Dockerfile ('p')")]
    public void Several_sources_are_an_error_that_names_them(string? line, string? text, string? path, string named)
    {
        var error = Assert.Throws<HarpoonException>(() => DockerfileChoice.Of(Options(line, text, path), _project.Host)).Diagnostics.Single();

        Assert.Equal("HRP3013", error.Code);
        Assert.Contains(named, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_source_is_an_error()
    {
        File.Delete(_project.Path("Dockerfile"));

        var error = Assert.Throws<HarpoonException>(() => DockerfileChoice.Of(Options(null, null, null), _project.Host)).Diagnostics.Single();

        Assert.Equal("HRP3014", error.Code);
    }

    private static ImageBuildOptions Options(string? line, string? text, string? path) => new("app", "label", "obj")
    {
        Lines = line is null ? [] : [new DockerfileLine(line)],
        Text = text,
        DockerfilePath = path,
    };
}
