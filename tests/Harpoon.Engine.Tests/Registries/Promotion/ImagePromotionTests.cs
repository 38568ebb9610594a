using Harpoon.Engine.Registries.Distribution;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Registries.Promotion;

/// <summary>Promotes images within and between real registries, without an engine.</summary>
public sealed class ImagePromotionTests(PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    private static readonly string Missing = $"sha256:{new string('0', 64)}";

    [EngineFact]
    public async Task Within_a_registry_nothing_is_sent()
    {
        using var content = new RegistryContent();
        var (from, to) = (await registry.NameAsync(), await registry.NameAsync());
        var (digest, _) = await content.PutImageAsync(from);
        var promoter = Promoter();

        var promoted = await promoter.PromoteAsync(from, digest, to, to with { Tag = "2" });

        Assert.Equal([(to, digest, false), (to with { Tag = "2" }, digest, false)], promoted.Select(image => (image.Reference, image.Digest, image.UpToDate)));
        NonEmpty.All([to, to with { Tag = "2" }], name => Assert.Equal(digest, registry.DigestAsync(name).GetAwaiter().GetResult()));
        Assert.Contains($"Mounted from {from.Path}", promoter.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(": Copied", promoter.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(PrivateRegistry.Password, promoter.Output, StringComparison.Ordinal);
        Assert.False(promoter.HasAskedEngine);
    }

    [EngineFact]
    public async Task To_another_registry_an_index_is_copied_by_its_bytes_with_each_of_its_platforms()
    {
        await using var other = new PrivateRegistry();
        using var content = new RegistryContent();
        var (from, to) = (await registry.NameAsync(), await other.NameAsync());
        var digest = await content.PutIndexAsync(from);
        var promoter = Promoter();
        promoter.Name(other.Address, PrivateRegistry.UserName, PrivateRegistry.Password);

        var promoted = Assert.Single(await promoter.PromoteAsync(from, digest, to));

        Assert.Equal(digest, promoted.Digest);
        var index = await content.ManifestAsync(to, to.Tag!);
        Assert.Equal(await content.ManifestAsync(from, digest), index);
        var images = new Manifest(RegistryContent.IndexType, index!).Contents()!.Manifests;
        Assert.Equal(["linux/amd64", "linux/arm64"], images.Select(image => image.Platform));
        foreach (var image in images)
        {
            var manifest = await content.ManifestAsync(to, image.Digest);
            Assert.Equal(await content.ManifestAsync(from, image.Digest), manifest);
            foreach (var blob in new Manifest(RegistryContent.ImageType, manifest!).Contents()!.Blobs)
            {
                Assert.True(await content.HasBlobAsync(to, blob.Digest));
            }
        }

        Assert.Equal(4, promoter.Report.Lines.Count(line => line.Text.EndsWith(": Copied", StringComparison.Ordinal)));
        Assert.True(promoter.Report.Transfers.Last() is { IsOver: true, Percent: 100 });
    }

    [EngineFact]
    public async Task A_name_that_is_the_images_already_is_up_to_date_and_others_are_not()
    {
        using var content = new RegistryContent();
        var (from, to) = (await registry.NameAsync(), await registry.NameAsync());
        var (digest, _) = await content.PutImageAsync(from);
        var promoter = Promoter();
        await promoter.PromoteAsync(from, digest, to);
        promoter.Report.Lines.Clear();

        var promoted = await promoter.PromoteAsync(from, digest, to, to with { Tag = "2" }, new ImageReference(from.Name, "new"));

        Assert.Equal([true, false, false], promoted.Select(image => image.UpToDate));
        NonEmpty.All(promoted, image => Assert.Equal(digest, registry.DigestAsync(image.Reference).GetAwaiter().GetResult()));
        Assert.Empty(promoter.Report.Lines);
    }

    [EngineFact]
    public async Task What_the_registry_does_not_have_is_an_error_and_nothing_is_written()
    {
        var (from, to) = (await registry.NameAsync(), await registry.NameAsync());

        var error = await Promoter().FailAsync(from, Missing, to);

        Assert.Equal("HRP5032", error.Code);
        Assert.Null(await registry.DigestAsync(to));
    }

    [EngineFact]
    public async Task A_login_that_is_refused_or_missing_is_reported_at_once()
    {
        using var content = new RegistryContent();
        var (from, to) = (await registry.NameAsync(), await registry.NameAsync());
        var (digest, _) = await content.PutImageAsync(from);
        var (nobody, wrong) = (new Promoter(), new Promoter());
        wrong.Name(registry.Address, PrivateRegistry.UserName, "wrong-" + PrivateRegistry.Password);

        var (missing, refused) = (await nobody.FailAsync(from, digest, to), await wrong.FailAsync(from, digest, to));

        Assert.Equal(("HRP5004", "HRP5003"), (missing.Code, refused.Code));
        Assert.Contains($"the DockerRegistryCredential of {registry.Address}", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(PrivateRegistry.Password, missing.Text + refused.Text + wrong.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" again in ", nobody.Output + wrong.Output, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_registry_that_does_not_exist_is_reported_at_once()
    {
        var from = ImageReference.Parse("no-such-registry.invalid/app:1");
        var promoter = Promoter();

        var error = await promoter.FailAsync(from, Missing, await registry.NameAsync());

        Assert.Equal("HRP5033", error.Code);
        Assert.DoesNotContain(" again in ", promoter.Output, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("503 Service Unavailable", "/blobs/uploads/")]
    [InlineData("", "/blobs/")]
    [InlineData("429 Too Many Requests", "/manifests/")]
    public async Task Trouble_on_the_way_is_tried_again_until_it_is_done(string status, string calls)
    {
        using var content = new RegistryContent();
        var (from, to) = (await registry.NameAsync(), await registry.NameAsync());
        var (digest, _) = await content.PutImageAsync(from, layerSize: 1 << 20);
        await using var way = new TroubledWay(registry.Address, $"/v2/{to.Path}{calls}", times: 2, status);
        var promoter = Promoter();
        promoter.Name(way.Address, PrivateRegistry.UserName, PrivateRegistry.Password);

        await promoter.PromoteAsync(from, digest, ImageReference.Parse($"{way.Address}/{to.Path}:{to.Tag}"));

        Assert.Equal(digest, await registry.DigestAsync(to));
        Assert.Equal(2, way.Harmed);

        // .NET's client itself makes a call again whose connection was cut before a response.
        Assert.Equal(status.Length > 0, promoter.Output.Contains(" again in 1 s, attempt 2 of 5", StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task Trouble_that_stays_is_an_error_and_no_tag_is_set()
    {
        using var content = new RegistryContent();
        var (from, to) = (await registry.NameAsync(), await registry.NameAsync());
        var (digest, _) = await content.PutImageAsync(from);
        await using var way = new TroubledWay(registry.Address, $"/v2/{to.Path}/blobs/uploads/", times: 100, "507 Insufficient Storage");
        var promoter = Promoter();
        promoter.Name(way.Address, PrivateRegistry.UserName, PrivateRegistry.Password);

        var error = await promoter.FailAsync(from, digest, ImageReference.Parse($"{way.Address}/{to.Path}:{to.Tag}"), to with { Tag = "2" });

        Assert.Equal("HRP5034", error.Code);
        Assert.Contains("507 Insufficient Storage", error.Text, StringComparison.Ordinal);
        NonEmpty.All([to, to with { Tag = "2" }], name => Assert.Null(registry.DigestAsync(name).GetAwaiter().GetResult()));
    }

    private Promoter Promoter()
    {
        var promoter = new Promoter();
        promoter.Name(registry.Address, PrivateRegistry.UserName, PrivateRegistry.Password);
        return promoter;
    }
}
