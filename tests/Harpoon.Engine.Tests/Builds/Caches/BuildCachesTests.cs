using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Caches;

public sealed class BuildCachesTests
{
    private const string Classic = "DOCKER_BUILDKIT is '0'";

    private static readonly BuildCache Gha = new("main") { Type = CacheType.Gha, Item = new ItemReference("DockerCacheTo", "main") };

    private readonly Dictionary<string, string> _variables = [];
    private readonly RecordingReport _report = new();

    [Theory]
    [InlineData("registry.example.com/app:cache", CacheType.Registry, "registry.example.com/app:cache", true)]
    [InlineData("gha", CacheType.Gha, "example/app", false)]
    [InlineData("../cache", CacheType.Local, "../cache", false)]
    [InlineData("/var/cache/app", CacheType.Local, "/var/cache/app", false)]
    public void The_short_form_reads_and_writes_one_place_with_all_steps(string text, CacheType type, string name, bool needsLogin)
    {
        OnRunner();

        var caches = Of([], shortForm: text);

        var (from, to) = (Assert.Single(caches.From), Assert.Single(caches.To));
        Assert.Equal((type, name, needsLogin), (from.Type, from.Name, from.NeedsLogin));
        Assert.Equal((type, name, needsLogin), (to.Type, to.Name, to.NeedsLogin));
        Assert.Equal("max", to.Attributes["mode"]);
        Assert.False(to.Required);
    }

    [Fact]
    public void The_short_form_inline_reads_the_image_itself()
    {
        var caches = Of([], shortForm: "inline");

        Assert.Equal((CacheType.Registry, "example/app:1"), (Assert.Single(caches.From).Type, caches.From[0].Name));
        Assert.Equal(CacheType.Inline, Assert.Single(caches.To).Type);
    }

    [Fact]
    public void A_short_form_that_is_no_place_is_an_error() =>
        Assert.Equal([("HRP3165", "DockerCache")], Thrown.By(() => Of([], shortForm: "Registry/App")).Select(error => (error.Code, error.Property)));

    [Fact]
    public void Away_from_a_runner_its_cache_is_left_out_with_a_message()
    {
        Assert.Empty(Of([Gha]).To);
        Assert.Contains(_report.Messages, message => message.Text.Contains("ACTIONS_RUNTIME_TOKEN", StringComparison.Ordinal));
        Assert.Empty(_report.Warnings);
    }

    [Fact]
    public void On_a_runner_that_hides_its_variables_that_is_a_warning()
    {
        _variables["GITHUB_ACTIONS"] = "true";

        Assert.Empty(Of([Gha]).To);
        var warning = Assert.Single(_report.Warnings);
        Assert.Equal(("HRP3105", Gha.Item), (warning.Code, warning.Item));
    }

    [Fact]
    public void A_cache_that_is_required_is_missed_anywhere() => Assert.Equal(["HRP3105"], Thrown.CodesBy(() => Of([Gha with { Required = true }])));

    [Fact]
    public void The_classic_builder_writes_no_cache()
    {
        OnRunner();
        Assert.Equal(["HRP3109"], Thrown.CodesBy(() => Of([Gha], whyClassic: Classic)));
        Assert.Empty(Of([Gha with { Required = false }], whyClassic: Classic).To);
        Assert.Equal("HRP3109", Assert.Single(_report.Warnings).Code);
    }

    [Fact]
    public void The_classic_builder_reads_images_that_items_name_and_no_other_cache()
    {
        var image = new BuildCache("app:1") { Item = new ItemReference("DockerCacheFrom", "app:1") };
        var caches = BuildCaches.Of(new([image], []), "registry.example.com/app:cache", Image(), Classic, Host(), _report);

        Assert.Equal(image, Assert.Single(caches.From));
        Assert.Empty(caches.To);
        Assert.Empty(_report.Warnings);
    }

    [Fact]
    public void One_place_is_written_once() => Assert.Equal(["HRP3110"], Thrown.CodesBy(() => Of([new("app:cache"), new("app:cache")])));

    [Fact]
    public void A_token_is_in_no_cache()
    {
        OnRunner();
        Assert.DoesNotContain("hush", $"{Of([Gha]).To[0]} {Of([Gha]).To[0].Identity}", StringComparison.Ordinal);
    }

    private static ImageReference Image() => ImageReference.Parse("example/app:1");

    private void OnRunner()
    {
        _variables["ACTIONS_RUNTIME_TOKEN"] = "hush";
        _variables["ACTIONS_RESULTS_URL"] = "https://results.example.com/";
    }

    private HostEnvironment Host() => new(name => _variables.GetValueOrDefault(name), "/", "/");

    private BuildCaches Of(BuildCache[] to, string? shortForm = null, string? whyClassic = null) =>
        BuildCaches.Of(new([], [.. to]), shortForm, Image(), whyClassic, Host(), _report);
}
