using Harpoon.Engine.Client.Api.Images;

namespace Harpoon.Sdk.Tests.References;

/// <summary>Image projects in a folder of a user's own that are on one another; their images are removed with it.</summary>
internal sealed class ImageProjects(PackedSdk sdk) : IAsyncDisposable
{
    private readonly string _name = $"harpoon-sdk-test-{Guid.NewGuid():n}";
    private readonly List<string> _images = [];

    /// <summary>The folder.</summary>
    public Scratch User { get; } = new(sdk);

    /// <summary>The image's name of a project.</summary>
    public string Image(string project) => $"{_name}-{project.ToLowerInvariant()}";

    /// <summary>What an image's files say, which no other test's do.</summary>
    public string Salt => _name;

    /// <summary>Writes a pure project whose image has a file of its own, and those of the images that it is on. It starts from the first.</summary>
    public ImageProjects Write(string project, params string[] references) => Write(project, "", references);

    /// <summary>The same, with more in the project.</summary>
    public ImageProjects Write(string project, string more, string[] references)
    {
        User.WritePure($"{project}/{project}.proj", Body(project, more, references));
        return File(project, "1");
    }

    /// <summary>The same as an application.</summary>
    public ImageProjects WriteApp(string project, string frameworks, params string[] references)
    {
        User.WriteCsproj($"{project}/{project}.csproj", Body(project, "", references), frameworks);
        User.Write($"{project}/{project}.cs", $"public sealed class {project};");
        return File(project, "1");
    }

    /// <summary>Writes the file of a project's own.</summary>
    public ImageProjects File(string project, string word)
    {
        User.Write($"{project}/{project}.txt", $"{project} {word} {_name}\n");
        return this;
    }

    /// <summary>Writes a solution of projects, in the format of its file's name.</summary>
    public async Task SolutionAsync(string file, params string[] projects)
    {
        (await User.DotnetAsync("new", "sln", "--name", "All", "--format", Path.GetExtension(file)[1..])).Succeeded();
        (await User.DotnetAsync(["sln", file, "add", .. projects.Select(PathOf)])).Succeeded();
    }

    /// <summary>Builds, with a binary log.</summary>
    public async Task<(RunResult Result, IReadOnlyList<ImageTask> Tasks)> BuildAsync(params string[] arguments)
    {
        var result = await User.DotnetAsync([.. arguments, "-bl:images.binlog", "-tl:off"]);
        return (result, BinaryLog.ImageTasks(User.PathOf("images.binlog")));
    }

    /// <summary>What the engine says of a project's image; null if it has none.</summary>
    public async Task<ImageDetails?> FindAsync(string project)
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        return await engine.Images.FindAsync(Image(project), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(CancellationToken.None);
        foreach (var image in Enumerable.Reverse(_images))
        {
            await engine.Images.RemoveAsync(image, force: true, CancellationToken.None);
        }

        User.Dispose();
    }

    private string PathOf(string project) => System.IO.File.Exists(User.PathOf($"{project}/{project}.csproj")) ? $"{project}/{project}.csproj" : $"{project}/{project}.proj";

    private string Body(string project, string more, string[] references)
    {
        _images.Add(Image(project));
        return $"""
            <PropertyGroup><DockerImage>{Image(project)}</DockerImage></PropertyGroup>
            <ItemGroup>
              {string.Concat(references.Select(reference => $"""<DockerNamedContext Include="{reference.ToLowerInvariant()}" Project="../{PathOf(reference)}" />"""))}
              <DockerfileLine Include="FROM {(references is [var first, ..] ? first.ToLowerInvariant() : TestImages.Base)}" />
              <DockerfileLine Include="COPY {project}.txt /" />
              {string.Concat(references.Skip(1).Select(reference => $"""<DockerfileLine Include="COPY" Arguments="--from={reference.ToLowerInvariant()} /{reference}.txt /" />"""))}
            </ItemGroup>
            {more}
            """;
    }
}
