using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Context;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds;

public sealed class ImageBuildCheckTests : IDisposable
{
    private readonly FakeProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void What_is_right_is_no_error() => Assert.Null(CodeOf(WithApp()));

    [Theory]
    [InlineData(null, null, null, "HRP3014")]
    [InlineData("FROM a", "Dockerfile.other", null, "HRP3013")]
    [InlineData("FRON a", null, null, "HRP2002")]
    [InlineData("FROM a", null, "feature/login", "HRP3003")]
    public void What_can_be_known_is_reported(string? text, string? path, string? tags, string code) =>
        Assert.Equal(code, CodeOf(WithApp() with { Text = text, DockerfilePath = path, Tags = tags }));

    [Theory]
    [InlineData("app/mine.txt", null, "HRP2140")]
    [InlineData("app", null, "HRP2140")]
    [InlineData("app/mine.txt", "/app", null)]
    [InlineData("app/mine.txt", "/app\n!app/mine.txt", "HRP2140")]
    [InlineData("src/app/mine.txt", null, null)]
    public void The_published_application_is_merged_with_nothing(string file, string? ignored, string? code)
    {
        Write(file, "mine");
        if (ignored is not null)
        {
            Write(".dockerignore", ignored);
        }

        Assert.Equal(code, CodeOf(WithApp()));
    }

    [Fact]
    public void It_is_the_contexts_folder_that_counts()
    {
        Write("app/mine.txt", "mine");
        Write("context/x", "x");

        Assert.Null(CodeOf(WithApp() with { Context = "context" }));
        Assert.Null(CodeOf(WithApp() with { ContextFiles = [] }));
    }

    private ImageBuildOptions WithApp() => new("app", "label", "obj")
    {
        Text = "FROM a\nCOPY app /app",
        ContextFiles = [new ContextFile(_project.Path("obj/app"), "app") { IsRewritten = true }],
    };

    private string? CodeOf(ImageBuildOptions options) =>
        Thrown.CodesBy(() => ImageBuildCheck.Check(options, _project.Host)).FirstOrDefault();

    private void Write(string path, string text)
    {
        var full = _project.Path(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
