using System.Text;
using Harpoon.Engine.Client;

namespace Harpoon.Sdk.Tests.BuildKit;

/// <summary>Caches beside the engine's own, as a project names them.</summary>
public sealed class CacheTests(PackedSdk sdk)
{
    private const string Token = "hush-eyJhbGciOiJub25lIn0";

    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData("""<DockerCacheTo Include="type=gha,mode=max" />""", "HRP3101")]
    [InlineData("""<DockerCacheTo Include="example/app:cache" Type="s3" />""", "HRP3100")]
    [InlineData("""<DockerCacheTo Include="example/app:cache" Mode="all" />""", "HRP3102")]
    [InlineData("""<DockerCacheFrom Include="Example/App" />""", "HRP3001")]
    public async Task What_can_not_be_meant_is_an_error_at_its_item(string item, string code)
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", Project("example/app", $"\n{item}\n"));

        var result = (await user.DotnetAsync("build")).FailedWith(code);

        Assert.Contains($"{user.PathOf("Image.proj")}(4,1): error {code}: ", result.Output, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_cache_in_a_folder_is_written_and_read_where_the_engine_can_and_is_else_an_error_at_its_item()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", Project(image.Name, "\n" + """<DockerCacheTo Include="cache" Type="local" Mode="max" /><DockerCacheFrom Include="cache" Type="local" />""" + "\n"));

        if (!await HasContainerdStoreAsync())
        {
            var failed = (await user.DotnetAsync("build")).FailedWith("HRP3104");
            Assert.Contains($"{user.PathOf("Image.proj")}(4,1): error HRP3104: ", failed.Output, StringComparison.Ordinal);
            Assert.Contains("containerd-snapshotter", failed.Output, StringComparison.Ordinal);
            return;
        }

        (await user.DotnetAsync("build")).SucceededWithoutWarnings();
        Assert.True(File.Exists(user.PathOf("cache/index.json")));
        var again = (await user.DotnetAsync("build", "-p:DockerBuildAlways=true", "-tl:off")).SucceededWithoutWarnings();
        Assert.Contains(again.Lines, line => line.Contains("RUN echo", StringComparison.Ordinal) && line.EndsWith("CACHED", StringComparison.Ordinal));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_short_form_builds_on_any_engine_and_a_runners_token_is_nowhere()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Environment["GITHUB_ACTIONS"] = "true";
        user.Environment["ACTIONS_RUNTIME_TOKEN"] = Token;
        user.Environment["ACTIONS_RESULTS_URL"] = "http://127.0.0.1:1/";
        user.WritePure("Image.proj", $"<PropertyGroup><DockerCache>gha</DockerCache></PropertyGroup>{Project(image.Name, "")}");

        var result = (await user.DotnetAsync("build", "-bl:all.binlog", "-v:diag")).Succeeded();

        var told = result.Output + await BinaryLog.TextAsync(user.PathOf("all.binlog"))
            + string.Concat(Directory.GetFiles(user.PathOf("obj"), "*", SearchOption.AllDirectories).Select(file => File.ReadAllText(file, Encoding.Latin1)));
        Assert.Contains("HRP310", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, told, StringComparison.Ordinal);
    }

    private static string Project(string image, string items) => $"""
        <PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup>
          <ItemGroup>{items}
            <DockerfileLine Include="FROM {TestImages.Base}" />
            <DockerfileLine Include="RUN" Arguments="echo {image} &gt; /made" />
          </ItemGroup>
        """;

    private static async Task<bool> HasContainerdStoreAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        return (await EngineInformation.OfAsync(engine, TestContext.Current.CancellationToken)).ImageStore?.StartsWith("containerd", StringComparison.Ordinal) == true;
    }
}
