using Harpoon.Engine.Tests.Builds.References;

namespace Harpoon.Sdk.Tests.References;

/// <summary>Random graphs of images in one build: each image once, after those that it is on, and after edits those that must be built again and no other.</summary>
public sealed class RandomGraphTests(PackedSdk sdk, ITestOutputHelper output) : IAsyncDisposable
{
    private const int First = 1_000;
    private const int Count = 20;

    private readonly Scratch _user = new(sdk);
    private readonly string _name = $"harpoon-sdk-test-{Guid.NewGuid():n}";
    private readonly Dictionary<int, ImageGraph> _graphs = Enumerable.Range(First, Count).ToDictionary(seed => seed, seed => new ImageGraph(seed, canMount: false));

    private IEnumerable<(int Seed, ImageNode Node)> Nodes => _graphs.SelectMany(graph => graph.Value.Nodes.Select(node => (graph.Key, node)));

    [EngineFact]
    public async Task Each_image_is_built_once_after_those_that_it_is_on_and_again_only_when_it_must()
    {
        output.WriteLine($"Seeds {First} to {First + Count - 1}");
        _user.Write("All.proj", """
            <Project>
              <ItemGroup><Image Include="*/*/*.proj" /></ItemGroup>
              <Target Name="Build"><MSBuild Projects="@(Image)" Targets="DockerBuild" BuildInParallel="true" /></Target>
            </Project>
            """);

        var first = await BuildAsync();
        var expected = _graphs.SelectMany(graph => graph.Value.Edit().Select(index => NameOf(graph.Key, index))).ToArray();
        var second = await BuildAsync();

        NonEmpty.All(first.Values, task => Assert.True(task.Built));
        var edges = Nodes.SelectMany(image => image.Node.References.Select(index => (On: NameOf(image.Seed, index), Project: NameOf(image.Seed, image.Node.Index))));
        NonEmpty.All(edges, edge => Assert.True(first[edge.On].End <= first[edge.Project].Start, $"{edge.Project} before {edge.On}"));
        Assert.Contains(first.Values, task => first.Values.Any(task.Overlaps));
        Assert.Equal(expected.Order(), second.Values.Where(task => task.Built).Select(task => task.Project).Order());
    }

    public async ValueTask DisposeAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(CancellationToken.None);
        foreach (var (seed, node) in Nodes.Reverse())
        {
            await engine.Images.RemoveAsync($"{_name}-{NameOf(seed, node.Index)}", force: true, CancellationToken.None);
        }

        _user.Dispose();
    }

    private static string NameOf(int seed, int index) => $"graph{seed}-image-{index}";

    /// <summary>Builds all, and returns each project's task: that there is one for each is asserted.</summary>
    private async Task<Dictionary<string, ImageTask>> BuildAsync()
    {
        foreach (var (seed, node) in Nodes)
        {
            foreach (var (path, text) in node.Files(_name))
            {
                var file = $"{seed}/{node.Name}/{path}";
                if (!File.Exists(_user.PathOf(file)) || await File.ReadAllTextAsync(_user.PathOf(file), TestContext.Current.CancellationToken) != text)
                {
                    _user.Write(file, text);
                }
            }

            WriteProject(seed, node);
        }

        (await _user.DotnetAsync("msbuild", "All.proj", "-m:3", "-nodeReuse:false", "-bl:images.binlog", "-tl:off")).SucceededWithoutWarnings();
        var tasks = BinaryLog.ImageTasks(_user.PathOf("images.binlog"));
        Assert.Equal(Nodes.Select(image => NameOf(image.Seed, image.Node.Index)).Order(), tasks.Select(task => task.Project).Order());
        return tasks.ToDictionary(task => task.Project);
    }

    private void WriteProject(int seed, ImageNode node) => _user.WritePure($"{seed}/{node.Name}/{NameOf(seed, node.Index)}.proj", $"""
        <PropertyGroup><DockerImage>{_name}-{NameOf(seed, node.Index)}</DockerImage></PropertyGroup>
        <ItemGroup>
          {string.Concat(node.References.Select(index => $"""<DockerNamedContext Include="image-{index}" Project="../image-{index}/{NameOf(seed, index)}.proj" />"""))}
          {string.Concat(node.Lines(index => $"image-{index}").Select(line => $"""<DockerfileLine Include="{line}" />"""))}
        </ItemGroup>
        """);
}
