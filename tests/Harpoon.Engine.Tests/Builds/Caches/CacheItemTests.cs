using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Caches;

public sealed class CacheItemTests
{
    [Fact]
    public void An_item_is_a_registry_unless_it_says_otherwise()
    {
        var cache = CacheItem.To("registry.example.com/app:cache", Metadata("Mode=Max", "image-manifest=True", "compression=ZSTD", "compression-level=3"));

        Assert.Equal(CacheType.Registry, cache.Type);
        Assert.Null(cache.Required);
        Assert.Equal(
            ["compression-level=3", "compression=zstd", "image-manifest=true", "mode=max"],
            cache.Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(new ItemReference("DockerCacheTo", "registry.example.com/app:cache"), cache.Item);
    }

    [Fact]
    public void What_matters_to_writing_alone_may_stay_where_the_same_item_is_read()
    {
        var cache = CacheItem.From("../cache", Metadata("Type=local", "Mode=max", "compression=gzip", "ignore-error=true", "tag=next", "Required=yes"));

        Assert.Equal(CacheType.Local, cache.Type);
        Assert.True(cache.Required);
        Assert.Equal("tag=next", Assert.Single(cache.Attributes.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Theory]
    [InlineData("app:cache", "Type=s3", "HRP3100")]
    [InlineData("app:cache", "Type=registy", "HRP3100")]
    [InlineData("APP:cache", "", "HRP3001")]
    [InlineData("type=registry,ref=app:cache,mode=max", "", "HRP3101")]
    [InlineData("gha", "", "HRP3101")]
    [InlineData("inline", "", "HRP3101")]
    [InlineData("app:cache", "Mode=all", "HRP3102")]
    [InlineData("app:cache", "Required=maybe", "HRP3102")]
    [InlineData("app:cache", "ignore-error=perhaps", "HRP3102")]
    [InlineData("app:cache", "compression=lz4", "HRP3102")]
    [InlineData("app:cache", "compression-level=99", "HRP3102")]
    [InlineData("app:cache", "scope=main", "HRP3103")]
    [InlineData("inline", "Type=inline;Mode=max", "HRP3103")]
    [InlineData("main", "Type=gha;compression=zstd", "HRP3103")]
    public void What_can_not_be_meant_is_an_error_about_the_item(string include, string metadata, string code)
    {
        var problem = Assert.Single(Thrown.By(() => CacheItem.To(include, Metadata(metadata.Split(';')))));

        Assert.Equal((code, new ItemReference("DockerCacheTo", include)), (problem.Code, problem.Item));
    }

    [Fact]
    public void The_docker_form_is_answered_with_the_item_to_write()
    {
        var problem = Assert.Single(Thrown.By(() => CacheItem.To("type=gha,scope=main,mode=max,ignore-error=true", Metadata())));

        Assert.Contains("""<DockerCacheTo Include="main" Type="gha" Mode="max" ignore-error="true" />""", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inline_cache_is_read_from_its_image() =>
        Assert.Equal(["HRP3103"], Thrown.CodesBy(() => CacheItem.From("x", Metadata("Type=inline"))));

    private static Func<string, string> Metadata(params string[] pairs)
    {
        var values = pairs.Where(pair => pair.Length > 0).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return name => values.GetValueOrDefault(name, "");
    }
}
