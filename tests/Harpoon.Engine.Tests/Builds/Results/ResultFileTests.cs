using System.Text;
using System.Text.Json;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Results;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Results;

/// <summary>The files that say what a build made.</summary>
public sealed class ResultFileTests
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task They_have_what_was_built_also_if_there_was_nothing_to_build(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN true", "COPY . /all", "RUN ls /all").WithFile("a.txt", "a")
            .WithOptions(o => o with { Tags = $"1.0;registry.example/{project.Name}:x", ResultFile = "out/image.json", ImageIdFile = "out/image.id" });

        var outcome = await project.BuildAsync();
        using var built = Read(project.Path("out/image.json"));
        File.Delete(project.Path("out/image.json"));
        File.Delete(project.Path("out/image.id"));
        await project.AssertUpToDateAsync();
        using var unchanged = Read(project.Path("out/image.json"));

        Assert.Equal(outcome.ImageId, await File.ReadAllTextAsync(project.Path("out/image.id"), TestContext.Current.CancellationToken));
        foreach (var result in (JsonElement[])[built.RootElement, unchanged.RootElement])
        {
            Assert.Equal((project.Name, outcome.ImageId), (result.GetProperty("project").GetString(), result.GetProperty("id").GetString()));
            Assert.Equal(outcome.Tags, result.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("reference").GetString()!));
            NonEmpty.All(result.GetProperty("images").EnumerateArray(), image => Assert.StartsWith("linux/", image.GetProperty("platform").GetString(), StringComparison.Ordinal));
            Assert.Equal(TestImages.Base, Assert.Single(result.GetProperty("bases").EnumerateArray()).GetProperty("reference").GetString());
            Assert.Equal((await project.FindAsync(TestImages.Base))!.Id, Assert.Single(result.GetProperty("bases").EnumerateArray()).GetProperty("id").GetString());
            Assert.True(result.GetProperty("steps").GetInt32() >= 4);
            Assert.Equal((await project.FindAsync(outcome.ImageId))!.Size, result.GetProperty("bytes").GetInt64());
            Assert.True(result.GetProperty("seconds").GetDouble() > 0);
        }

        Assert.Equal((false, true), (built.RootElement.GetProperty("upToDate").GetBoolean(), unchanged.RootElement.GetProperty("upToDate").GetBoolean()));
        Assert.Equal(built.RootElement.GetProperty("steps").GetInt32(), unchanged.RootElement.GetProperty("cached").GetInt32());
        Assert.Equal(0, unchanged.RootElement.GetProperty("bytesSent").GetInt64());
        Assert.Equal(["image.id", "image.json"], Directory.GetFiles(project.Path("out")).Select(Path.GetFileName).Order());
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task They_are_never_a_part_of_the_context(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("COPY . /all", "RUN find /all").WithFile("a.txt", "a")
            .WithOptions(o => o with { ResultFile = "image.json", ImageIdFile = "out/image.id" });

        await project.BuildAsync();
        await project.AssertUpToDateAsync();
        await project.WithFile("b.txt", "b").BuildAsync();

        Assert.Contains("/all/b.txt", project.Output);
        Assert.DoesNotContain(project.Output, line => line.Contains("image.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_is_read_as_it_was_written()
    {
        var result = new ImageResult("fisch & \"hering\"", "sha256:1")
        {
            ConfigDigest = "sha256:2",
            Images = [new("a:1", "linux/amd64", null), new("b:1", "linux/arm64", "sha256:3")],
            Bases = [new("base", null, "sha256:4")],
            UpToDate = true,
            Steps = 4,
            Bytes = long.MaxValue,
            BytesSent = 0,
            Seconds = 0.25,
        };

        var read = ResultJson.Read(ResultJson.Write(result))!;

        Assert.Equal(result, read with { Images = result.Images, Bases = result.Bases });
        Assert.Equal(result.Images, read.Images);
        Assert.Equal(result.Bases, read.Bases);
        Assert.Equal(JsonSerializer.Serialize(result, Indented) + "\n", Encoding.UTF8.GetString(ResultJson.Write(result)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "project": "a" }""")]
    [InlineData("""{ "project": 1, "id": "b" }""")]
    [InlineData("""{ "project": "a", "id": "b", "bytes": 1e99 }""")]
    [InlineData("""{ "project": "a", "id": "b", "images": ["c"] }""")]
    public void A_file_of_another_program_is_left_alone(string text)
    {
        using var project = new FakeProject();
        File.WriteAllText(project.Path("image.json"), text);

        ResultFiles.AddDigests("image.json", [new PushedImage(ImageReference.Parse("r.example/app:1"), "sha256:pushed")], project.Host);

        Assert.Equal(text, File.ReadAllText(project.Path("image.json")));
    }

    [Fact]
    public async Task Digests_of_bases_and_of_what_was_pushed_are_those_of_their_registries()
    {
        using var project = new FakeProject();
        project.Options = project.Options with { ResultFile = "image.json", Image = "r.example/app", Tags = "1;2" };
        var engine = new FakeEngine();
        engine.Known["base"] = new ImageDetails("sha256:base", [], 1) { Digests = ["base@sha256:registrys"] };
        await project.BuildAsync(engine);

        ResultFiles.AddDigests("image.json", [new PushedImage(ImageReference.Parse("r.example/app:1"), "sha256:pushed")], project.Host);

        using var result = Read(project.Path("image.json"));
        Assert.Equal("sha256:registrys", result.RootElement.GetProperty("bases")[0].GetProperty("digest").GetString());
        Assert.Equal(["sha256:pushed", null], result.RootElement.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("digest").GetString()));
        Assert.Equal(("sha256:built", "sha256:pushed"), (result.RootElement.GetProperty("configDigest").GetString(), result.RootElement.GetProperty("manifestDigest").GetString()));
    }

    [Fact]
    public async Task An_image_of_several_platforms_has_an_entry_for_each()
    {
        using var project = new FakeProject();
        project.Options = project.Options with { ResultFile = "image.json", Image = "r.example/app", Tags = "1" };
        await project.BuildAsync(new FakeEngine());
        var image = ImageReference.Parse("r.example/app:1");

        ResultFiles.AddDigests(
            "image.json",
            [new(image, "sha256:index"), new(image, "sha256:amd") { Platform = "linux/amd64" }, new(image, "sha256:arm") { Platform = "linux/arm64" }],
            project.Host);

        using var result = Read(project.Path("image.json"));
        Assert.Equal("sha256:index", result.RootElement.GetProperty("manifestDigest").GetString());
        Assert.Equal(
            ["linux/amd64 sha256:amd", "linux/arm64 sha256:arm"],
            result.RootElement.GetProperty("images").EnumerateArray().Select(entry => $"{entry.GetProperty("platform").GetString()} {entry.GetProperty("digest").GetString()}"));
    }

    [Fact]
    public async Task An_image_that_is_known_by_its_manifest_has_that_digest()
    {
        using var project = new FakeProject();
        project.Options = project.Options with { ResultFile = "image.json" };
        var engine = new FakeEngine
        {
            WhileBuilding = made => made.Known["app:latest"] = made.Known["sha256:built"] = made.Known["sha256:built"] with { Digests = ["app@sha256:built"] },
        };

        await project.BuildAsync(engine);

        using var result = Read(project.Path("image.json"));
        Assert.Equal(("sha256:built", JsonValueKind.Null), (result.RootElement.GetProperty("manifestDigest").GetString(), result.RootElement.GetProperty("configDigest").ValueKind));
        Assert.Equal("sha256:built", result.RootElement.GetProperty("images")[0].GetProperty("digest").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_can_not_be_written_is_reported_before_anything_is_built(bool isFolder)
    {
        using var project = new FakeProject();
        var engine = new FakeEngine();
        Directory.CreateDirectory(project.Path(isFolder ? "image.json" : "x"));
        await File.WriteAllTextAsync(project.Path("file"), "", TestContext.Current.CancellationToken);
        project.Options = project.Options with { ResultFile = isFolder ? "image.json" : "file/image.json" };

        Assert.Equal("HRP3160", await project.FailAsync(engine));
        Assert.Empty(engine.Builds);
    }

    [Fact]
    public void Both_in_one_file_is_an_error()
    {
        using var project = new FakeProject();
        var options = project.Options with { ResultFile = "a/../image.json", ImageIdFile = "image.json" };

        var error = Assert.Throws<HarpoonException>(() => ResultFiles.CheckNames(options, project.Host)).Diagnostics.Single();

        Assert.Equal(("HRP3161", "DockerImageIdFile"), (error.Code, error.Property));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"project\":")]
    public void Another_programs_file_is_left_alone(string content)
    {
        using var project = new FakeProject();
        File.WriteAllText(project.Path("image.json"), content);

        ResultFiles.AddDigests("image.json", [new PushedImage(ImageReference.Parse("app:latest"), "sha256:pushed")], project.Host);

        Assert.Equal(content, File.ReadAllText(project.Path("image.json")));
    }

    private static JsonDocument Read(string path) => JsonDocument.Parse(File.ReadAllText(path));
}
