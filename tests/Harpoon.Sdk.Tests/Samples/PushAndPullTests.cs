namespace Harpoon.Sdk.Tests.Samples;

public sealed class PushAndPullTests(PackedSdk sdk, PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    [EngineFact]
    public async Task It_delivers_a_herring_by_its_digest()
    {
        await registry.NameAsync();
        await using var sample = new SampleCopy(sdk, "PushAndPull") { Variables = { ["REGISTRY_PASSWORD"] = PrivateRegistry.Password } };

        var result = (await sample.BuildAsync("Deliver", $"-p:BaseImage={TestImages.Base}", $"-p:Registry={registry.Address}")).SucceededWithoutWarnings();

        var image = Harpoon.Engine.Registries.References.ImageReference.Parse($"{registry.Address}/samples/catch:1.0");
        var digest = await registry.DigestAsync(image);
        Assert.Contains($"{image} is {digest}.", result.Lines);
        Assert.Equal(digest, await registry.DigestAsync(image with { Tag = "latest" }));
        Assert.Contains($"Pulling {image.Name}@{digest}.", result.Lines);
        Assert.Contains("A herring from the registry", result.Lines);
        (await sample.BuildAsync("DockerClean", $"-p:Registry={registry.Address}")).Succeeded();
    }
}
