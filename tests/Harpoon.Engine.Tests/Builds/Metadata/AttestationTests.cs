using System.Text.Json;
using System.Text.Json.Nodes;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Metadata;

/// <summary>An image says of its build what the project asks for, as buildx has it.</summary>
public sealed class AttestationTests
{
    public static TheoryData<string, ImageMetadataOptions, string[]> Cases => new()
    {
        { "none", ImageMetadataOptions.None, ["--provenance=false"] },
        { "min", new() { Provenance = ProvenanceMode.Min }, ["--provenance=mode=min"] },
        { "max", new() { Provenance = ProvenanceMode.Max }, ["--provenance=mode=max"] },
        {
            "annotations",
            new() { Annotations = [ImageAnnotation.Of("com.example.a", "one, two", []), ImageAnnotation.Of("com.example.b", "=", ["manifest"])] },
            ["--provenance=false", "--annotation", "com.example.a=one, two", "--annotation", "manifest:com.example.b=="]
        },
        {
            "annotations of an index",
            new()
            {
                Provenance = ProvenanceMode.Min,
                Annotations = [ImageAnnotation.Of("com.example.a", "1", ["index", "manifest"]), ImageAnnotation.Of("com.example.b", "2", ["manifest-descriptor"])],
            },
            ["--provenance=mode=min", "--annotation", "index,manifest:com.example.a=1", "--annotation", "manifest-descriptor:com.example.b=2"]
        },
    };

    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [MemberData(nameof(Cases))]
    public async Task The_image_has_the_predicates_and_annotations_that_buildx_writes(string name, ImageMetadataOptions metadata, string[] options)
    {
        Assert.SkipWhen(BuildKitCommand.BuildxPath is null, "There is no buildx to compare with.");
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        await ContainerdStore.SkipUnlessThereAsync(project.Engine);
        project.With($"RUN echo {name}").WithOptions(o => o with { Metadata = metadata });
        using var buildx = new BuildKitCommand();

        var ours = await project.BuildAsync();
        var (theirs, words) = await buildx.BuildAsync(
            project.Path("."), string.Join('\n', project.Options.Lines.Select(line => line.Text)), ["--output", $"type=image,name={project.Name}-buildx", .. options]);

        Assert.True(theirs is not null, words);
        try
        {
            Assert.Equal(await ShapeAsync(project, $"{project.Name}-buildx"), await ShapeAsync(project, ours.Tags[0]));
        }
        finally
        {
            await project.Engine.Images.RemoveAsync($"{project.Name}-buildx", force: true, TestContext.Current.CancellationToken);
        }
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Build_arguments_are_in_the_provenance_of_max_and_not_of_min()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        await ContainerdStore.SkipUnlessThereAsync(project.Engine);
        project.With("ARG A", "RUN true").WithOptions(o => o with { Arguments = [new("A", "herring-value")] });

        var min = await project.WithOptions(o => o with { Tags = "min", Metadata = new() { Provenance = ProvenanceMode.Min } }).BuildAsync();
        var max = await project.WithOptions(o => o with { Tags = "max", Metadata = new() { Provenance = ProvenanceMode.Max } }).BuildAsync();

        Assert.DoesNotContain("herring-value", await ProvenanceAsync(project, min.Tags[0]), StringComparison.Ordinal);
        Assert.Contains("herring-value", await ProvenanceAsync(project, max.Tags[0]), StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_image_with_attestations_is_up_to_date_like_any_other()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        await ContainerdStore.SkipUnlessThereAsync(project.Engine);
        project.With("RUN true").WithOptions(o => o with { Metadata = new() { Provenance = ProvenanceMode.Min } });
        await project.BuildAsync();

        await project.AssertUpToDateAsync();
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_engine_that_would_lose_them_is_an_error()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        using var info = await project.Engine.InfoAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(EngineInformation.Read(info.RootElement).IsContainerd, "This engine stores them.");
        project.With("RUN true").WithOptions(o => o with { Metadata = new() { Annotations = [ImageAnnotation.Of("a", "1", [])] } });

        var error = await project.FailAsync();

        Assert.Equal(("HRP3224", "a"), (error.Code, error.Item?.Include));
    }

    private static async Task<string> ProvenanceAsync(BuildProject project, string id) =>
        (await ManifestsAsync(project, id)).SelectMany(manifest => manifest.Statements).Single(statement => statement.Contains("slsa", StringComparison.Ordinal));

    /// <summary>Each manifest and index with its annotations and the types of its predicates, without what differs from build to build.</summary>
    private static async Task<string> ShapeAsync(BuildProject project, string id) => string.Join('\n', (await ManifestsAsync(project, id))
        .Select(manifest => $"{manifest.Type} {string.Join(' ', manifest.Annotations.Order(StringComparer.Ordinal))} {string.Join(' ', manifest.Statements.Select(PredicateType))}").Order(StringComparer.Ordinal));

    private static string PredicateType(string statement) => JsonNode.Parse(statement)!["predicateType"]!.GetValue<string>();

    private static async Task<List<(string Type, IEnumerable<string> Annotations, IEnumerable<string> Statements)>> ManifestsAsync(BuildProject project, string id)
    {
        var files = (await EngineText.OfImageAsync(project.Engine, id)).Files;
        List<(string, IEnumerable<string>, IEnumerable<string>)> found = [];
        using var archive = JsonDocument.Parse(files["index.json"]);
        foreach (var digest in archive.RootElement.GetProperty("manifests").EnumerateArray().Select(entry => entry.GetProperty("digest").GetString()!).Distinct())
        {
            Read(Digest(digest), []);
        }

        return found;

        void Read(string digest, IEnumerable<string> ofDescriptor)
        {
            if (!files.TryGetValue($"blobs/sha256/{digest}", out var bytes))
            {
                return;
            }

            using var manifest = JsonDocument.Parse(bytes);
            var root = manifest.RootElement;
            var type = root.GetProperty("mediaType").GetString()!;
            found.Add((type, [.. Annotations(root, ""), .. ofDescriptor], [.. Statements(root)]));
            foreach (var entry in root.TryGetProperty("manifests", out var entries) ? entries.EnumerateArray() : [])
            {
                Read(Digest(entry.GetProperty("digest").GetString()!), [.. Annotations(entry, "descriptor ")]);
            }
        }

        IEnumerable<string> Statements(JsonElement root) => root.TryGetProperty("layers", out var layers)
            ? [.. layers.EnumerateArray().Where(layer => layer.GetProperty("mediaType").GetString() == "application/vnd.in-toto+json")
                .Select(layer => System.Text.Encoding.UTF8.GetString(files[$"blobs/sha256/{Digest(layer.GetProperty("digest").GetString()!)}"]))]
            : [];
    }

    private static string Digest(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static IEnumerable<string> Annotations(JsonElement element, string prefix) => element.TryGetProperty("annotations", out var annotations)
        ? [.. annotations.EnumerateObject().Where(annotation => annotation.Name != "vnd.docker.reference.digest").Select(annotation => $"{prefix}{annotation.Name}={annotation.Value}")]
        : [];
}
