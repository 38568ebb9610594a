using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles.Contexts;

namespace Harpoon.Engine.Tests.Builds.References;

/// <summary>Projects whose images other projects are built on.</summary>
internal static class ImageProject
{
    /// <summary>How the names begin that builds give to images of other projects.</summary>
    public const string OwnNames = "localhost/harpoon-build-";

    /// <summary>A project that two others could be: an image with a file that says which one it is.</summary>
    public static async Task<BuildProject> BaseAsync(BuilderChoice builder, string word = "first")
    {
        var project = await BuildProject.CreateAsync(builder);
        return project.WithFile("word", $"{word} {project.Name}\n").With("COPY word /word").WithOptions(o => o with { Holds = true });
    }

    /// <summary>An image of another project, by the name that the Dockerfile has for it.</summary>
    public static NamedContext As(this BuildProject project, string name, string? imageId) => new(name, project.Path("Base.proj")) { IsProject = true, ImageId = imageId };

    /// <summary>Builds on the images of other projects.</summary>
    public static BuildProject On(this BuildProject project, params NamedContext[] images) => project.WithOptions(o => o with { NamedContexts = [.. images] });

    /// <summary>The names that a project gave to images of others, or to its own until the build ends.</summary>
    public static async Task<IReadOnlyList<string>> HeldNamesAsync(this BuildProject project)
    {
        var repository = HeldName.RepositoryOf(project.Options.ProjectLabel, project.Host);
        return [.. (await project.Engine.Images.NamesAsync(CancellationToken.None)).Where(name => name.StartsWith($"{repository}:", StringComparison.Ordinal))];
    }

    /// <summary>Gives an image a name.</summary>
    public static Task TagAsync(this BuildProject project, string image, string name) =>
        project.Engine.Images.TagAsync(image, name, "latest", TestContext.Current.CancellationToken);

    /// <summary>Takes a name away, and the image where it was the last.</summary>
    public static Task RemoveAsync(this BuildProject project, string name) =>
        project.Engine.Images.RemoveAsync(name, force: true, TestContext.Current.CancellationToken);
}
