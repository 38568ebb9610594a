namespace Harpoon.Sdk.Tests.Registries;

public sealed class PromoteTests(PackedSdk sdk, PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    [EngineFact]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task What_was_pushed_is_promoted_to_every_tag_without_an_engine()
    {
        using var user = new Scratch(sdk);
        var (staging, production) = (await registry.NameAsync(), await registry.NameAsync());
        user.Environment["DOCKER_AUTH_CONFIG"] = registry.Settings();
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{staging}</DockerImage>
              <DockerImage Condition="'$(DockerPromoteFrom)' != ''">{production.Name}</DockerImage>
              <DockerImageTags Condition="'$(DockerPromoteFrom)' != ''">1;latest</DockerImageTags>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="WORKDIR /{staging.Path}" />
            </ItemGroup>
            <Target Name="Report" AfterTargets="DockerPush;DockerPromote">
              <Message Importance="high" Text="%(DockerPushedImage.Pinned): %(DockerPushedImage.UpToDate)" />
            </Target>
            """);
        (await user.DotnetAsync("build", "-t:DockerPush", "-tl:off")).SucceededWithoutWarnings();
        (await user.DotnetAsync("build", "-t:DockerClean")).Succeeded();
        var digest = await registry.DigestAsync(staging);

        string[] promote = ["build", "-t:DockerPromote", "-tl:off", $"-p:DockerPromoteFrom={staging.Name}@{digest}", "-p:DockerHost=tcp://127.0.0.1:1"];
        var first = (await user.DotnetAsync(promote)).SucceededWithoutWarnings();
        var second = (await user.DotnetAsync(promote)).SucceededWithoutWarnings();

        Assert.Equal(digest, await registry.DigestAsync(production));
        Assert.Equal(digest, await registry.DigestAsync(production with { Tag = "latest" }));
        Assert.Contains($"Promoted {production}: {digest}", first.Output, StringComparison.Ordinal);
        Assert.Contains($"{production.Name}@{digest}: false", first.Lines);
        Assert.Contains($"{production.Name}@{digest}: true", second.Lines);
    }

    [EngineFact(NotOnPodman = PodmanLacks.PushDigest)]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task A_second_push_of_the_same_image_is_up_to_date()
    {
        using var user = new Scratch(sdk);
        var image = await registry.NameAsync();
        user.Environment["DOCKER_AUTH_CONFIG"] = registry.Settings();
        user.WritePure("Image.proj", $"""
            <PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="WORKDIR /{image.Path}" />
            </ItemGroup>
            """);

        (await user.DotnetAsync("build", "-t:DockerPush")).Succeeded();
        var second = (await user.DotnetAsync("build", "-t:DockerPush", "-tl:off")).SucceededWithoutWarnings();

        Assert.Contains($"{image} is up to date in its registry: {await registry.DigestAsync(image)}", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Pushing ", second.Output, StringComparison.Ordinal);
        (await user.DotnetAsync("build", "-t:DockerClean")).Succeeded();
    }

    [Theory]
    [InlineData("", "HRP5030", "Image.proj : error")]
    [InlineData("<DockerPromoteFrom>registry.example.com/staging/app:1</DockerPromoteFrom>", "HRP5031", "Image.proj(4,5): error")]
    public async Task What_is_no_image_by_its_digest_is_reported_where_it_is_written(string property, string code, string place)
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <PropertyGroup><DockerImage>registry.example.com/app</DockerImage></PropertyGroup>
            <PropertyGroup>
                {property}
            </PropertyGroup>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerPromote", "-tl:off")).FailedWith(code);

        Assert.Contains(place, result.Output, StringComparison.Ordinal);
    }
}
