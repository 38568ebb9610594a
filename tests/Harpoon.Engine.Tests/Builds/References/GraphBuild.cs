using System.Text.Json;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;
using Harpoon.Engine.Tests.Context.DockerCli;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.References;

/// <summary>Builds a graph of images: each as soon as those that it is on are there, as MSBuild does, by their ids; or one after the other by their names.</summary>
internal sealed class GraphBuild(ImageGraph graph, IEngine engine, BuilderChoice builder) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-graph-");
    private readonly string _name = $"harpoon-graph-{Guid.NewGuid():n}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Builds what is not up to date.</summary>
    public async Task<ImageBuildOutcome[]> BuildAsync()
    {
        List<Task<ImageBuildOutcome>> builds = [];
        foreach (var node in graph.Nodes)
        {
            Write(node);
            builds.Add(BuildAsync(node, [.. node.References.Select(index => builds[index])]));
        }

        var outcomes = await Task.WhenAll(builds);
        foreach (var name in outcomes.Select(outcome => outcome.HeldName).OfType<string>().Distinct())
        {
            await HeldName.RemoveAsync(name, engine);
        }

        return outcomes;
    }

    /// <summary>Builds the same images by their names alone, as one would by hand.</summary>
    public async Task<IReadOnlyList<string>> ByHandAsync()
    {
        List<string> images = [];
        foreach (var node in graph.Nodes)
        {
            var options = Options(node, "by-hand", index => NameOf(index, "by-hand"));
            images.Add(await WhatIsAsync((await ImageBuild.ExecuteAsync(options, engine, Host(node), new RecordingReport(), Token)).ImageId));
        }

        return images;
    }

    /// <summary>Builds the same images with the docker CLI, by BuildKit with buildx. What the cache has is what it was: then ids are the same.</summary>
    public async Task<IReadOnlyList<string>> ByDockerAsync()
    {
        using var configuration = new TemporaryFolder();
        if (BuildKitCommand.BuildxPath is { } buildx)
        {
            Directory.CreateDirectory(Path.Combine(configuration.Path, "cli-plugins"));
            File.CreateSymbolicLink(Path.Combine(configuration.Path, "cli-plugins/docker-buildx"), buildx);
        }

        var variables = new Dictionary<string, string> { ["DOCKER_CONFIG"] = configuration.Path, ["DOCKER_BUILDKIT"] = builder == BuilderChoice.BuildKit ? "1" : "0" };
        List<string> images = [];
        foreach (var node in graph.Nodes)
        {
            var (name, dockerfile) = (NameOf(node.Index, "by-hand"), Path.Combine(configuration.Path, $"{node.Index}"));
            await File.WriteAllLinesAsync(dockerfile, node.Lines(index => NameOf(index, "by-hand")), Token);
            string[] arguments = ["-q", "-t", name, "-f", dockerfile, "--label", $"{HarpoonLabels.Project}={NameOf(node.Index, "by-id")}", Host(node).CurrentDirectory];
            string[] command = builder == BuilderChoice.BuildKit ? ["buildx", "build", "--provenance=false"] : ["build"];
            await ExternalProgram.RunAsync(DockerCommand.Path, ["-H", engine.Endpoint.Address.OriginalString, .. command, .. arguments], variables);
            images.Add(await WhatIsAsync((await engine.Images.FindAsync(name, Token))!.Id));
        }

        return images;
    }

    /// <summary>
    /// What an image is. By BuildKit that is its id; the classic builder, which forgets steps whenever an image is removed meanwhile, makes the same layers of the same files,
    /// at another time.
    /// </summary>
    public async Task<string> WhatIsAsync(string id)
    {
        if (builder == BuilderChoice.BuildKit)
        {
            return id;
        }

        using var image = JsonDocument.Parse(await engine.GetBytesAsync($"images/{id}/json", Token));
        var config = image.RootElement.GetProperty("Config");
        return $"{image.RootElement.GetProperty("RootFS").GetProperty("Layers").GetRawText()} {config.GetProperty("Env").GetRawText()} {config.GetProperty("Labels").GetRawText()}";
    }

    /// <summary>The repositories of the names that builds give to images for a while.</summary>
    public IEnumerable<string> HeldRepositories => graph.Nodes.Select(node => HeldName.RepositoryOf(NameOf(node.Index, "by-id"), Host(node)));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in graph.Nodes.Reverse())
        {
            await engine.Images.RemoveAsync(NameOf(node.Index, "by-id"), force: true, CancellationToken.None);
            await engine.Images.RemoveAsync(NameOf(node.Index, "by-hand"), force: true, CancellationToken.None);
        }

        _folder.Delete(recursive: true);
    }

    private async Task<ImageBuildOutcome> BuildAsync(ImageNode node, Task<ImageBuildOutcome>[] references)
    {
        var images = await Task.WhenAll(references);
        var options = Options(node, "by-id", index => graph.Nodes[index].Name) with
        {
            Holds = true,
            NamedContexts = [.. node.References.Zip(images, (index, image) => new NamedContext(graph.Nodes[index].Name, $"{index}.proj") { IsProject = true, ImageId = image.ImageId })],
        };
        return await ImageBuild.ExecuteAsync(options, engine, Host(node), new RecordingReport(), Token);
    }

    private ImageBuildOptions Options(ImageNode node, string way, Func<int, string> nameOf) => new(node.Name, NameOf(node.Index, "by-id"), way)
    {
        Image = NameOf(node.Index, way),
        Builder = builder,
        Lines = [.. node.Lines(nameOf).Select(line => new DockerfileLine(line, null, null))],
    };

    private string NameOf(int index, string way) => $"{_name}-{index}-{way}";

    private HostEnvironment Host(ImageNode node)
    {
        var folder = Path.Combine(_folder.FullName, node.Name);
        return new HostEnvironment(_ => null, folder, folder);
    }

    private void Write(ImageNode node)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, node.Name));
        foreach (var (path, text) in node.Files(_name))
        {
            var file = Path.Combine(folder.FullName, path);
            if (!File.Exists(file) || File.ReadAllText(file) != text)
            {
                File.WriteAllText(file, text);
            }
        }
    }
}
