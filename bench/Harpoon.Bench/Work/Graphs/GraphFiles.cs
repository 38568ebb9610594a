using System.Globalization;
using Harpoon.Bench.Measuring;

namespace Harpoon.Bench.Work.Graphs;

/// <summary>
/// Images that are built on one another: one at the root, some on it, and the rest on those. Each has a folder with its Dockerfile and one file that is copied, which
/// Harpoon, <c>docker buildx bake</c> and <c>docker buildx build</c> build alike.
/// </summary>
/// <param name="Folder">Where they are.</param>
internal sealed record GraphFiles(string Folder)
{
    public const int Count = 20;
    private const int Middle = 4;

    /// <summary>A solution of Harpoon's projects.</summary>
    public string Solution => Path.Combine(Folder, "Graph.slnx");

    /// <summary>The same images for bake.</summary>
    public string BakeFile => Path.Combine(Folder, "docker-bake.json");

    /// <summary>A project that has each of them built by the docker CLI, in a project of its own.</summary>
    public string Exec => Path.Combine(Folder, "Exec.proj");

    /// <summary>The images that all of them make.</summary>
    public static IEnumerable<string> Images =>
        Enumerable.Range(0, Count).SelectMany(image => (string[])[Name("harpoon", image), Name("bake", image), Name("exec", image)]);

    public static GraphFiles Write(Workspace workspace, Repository repository)
    {
        var graph = new GraphFiles(Path.Combine(workspace.Folder, "graph"));
        for (var image = 0; image < Count; image++)
        {
            graph.WriteImage(image, repository);
        }

        SolutionFile.Write(graph.Solution, Enumerable.Range(0, Count).Select(image => $"{Id(image)}/{Id(image)}.csproj"));
        File.WriteAllText(graph.BakeFile, $$"""
            {
              "group": { "default": { "targets": [{{string.Join(',', Enumerable.Range(0, Count).Select(image => $"\"{Id(image)}\""))}}] } },
              "target": {
                {{string.Join(",\n", Enumerable.Range(0, Count).Select(graph.BakeTarget))}}
              }
            }
            """);
        File.WriteAllText(graph.Exec, $"""
            <Project>
              <Target Name="Image">
                <MSBuild Projects="{string.Join(';', Enumerable.Range(0, Count).Select(image => $"{Id(image)}/Exec.proj"))}" Targets="Image" BuildInParallel="true" />
              </Target>
            </Project>
            """);
        return graph;
    }

    /// <summary>Changes the file of the image that all others are built on, so that nothing is cached of any.</summary>
    public Task ChangeRootAsync(CancellationToken cancellationToken) => ChangeAsync(0, cancellationToken);

    /// <summary>Changes the file of an image that no other is built on.</summary>
    public Task ChangeLeafAsync(CancellationToken cancellationToken) => ChangeAsync(Count - 1, cancellationToken);

    public static async Task RemoveAsync(CancellationToken cancellationToken) =>
        await new Command("docker", ["image", "rm", "--force", .. Images]).RunAsync(cancellationToken);

    private Task ChangeAsync(int image, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(Folder, Id(image), "content.txt"), $"{Guid.NewGuid()}\n", cancellationToken);

    private void WriteImage(int image, Repository repository)
    {
        string folder = Path.Combine(Folder, Id(image));
        Directory.CreateDirectory(folder);
        string? parent = ParentOf(image);
        File.WriteAllText(Path.Combine(folder, "content.txt"), $"{Id(image)}\n");
        File.WriteAllText(Path.Combine(folder, "Dockerfile"), $"""
            FROM {(parent is null ? Workspace.BaseImage : "parent")}
            COPY content.txt /{Id(image)}/
            RUN wc /{Id(image)}/content.txt >/{Id(image)}/count
            """);
        File.WriteAllText(Path.Combine(folder, $"{Id(image)}.csproj"), $"""
            <Project Sdk="Harpoon.Sdk/{repository.Version}">
              <PropertyGroup>
                <DockerImage>{Name("harpoon", image)}</DockerImage>
              </PropertyGroup>
              {(parent is null ? "" : $"""<ItemGroup><DockerNamedContext Include="parent" Project="../{parent}/{parent}.csproj" /></ItemGroup>""")}
              <Target Name="Empty" />
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Exec.proj"), $"""
            <Project>
              <Target Name="Image">
                {(parent is null ? "" : $"""<MSBuild Projects="../{parent}/Exec.proj" Targets="Image" />""")}
                <Exec Command="docker buildx build {(parent is null ? "" : $"--build-context parent=docker-image://{Name("exec", int.Parse(parent[1..], CultureInfo.InvariantCulture))} ")}-t {Name("exec", image)} {folder}" />
              </Target>
            </Project>
            """);
    }

    private string BakeTarget(int image) => $$"""
        "{{Id(image)}}": { "context": "{{Path.Combine(Folder, Id(image))}}", "tags": ["{{Name("bake", image)}}"]{{(ParentOf(image) is { } parent ? $", \"contexts\": {{ \"parent\": \"target:{parent}\" }}" : "")}} }
        """;

    /// <summary>The image that another is built on; null for the root.</summary>
    private static string? ParentOf(int image) => image == 0 ? null : Id(image <= Middle ? 0 : 1 + (image % Middle));

    private static string Id(int image) => string.Create(CultureInfo.InvariantCulture, $"i{image}");

    private static string Name(string way, int image) => $"harpoon-bench-{way}-graph-{Id(image)}";
}
