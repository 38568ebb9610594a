using Harpoon.Engine.Registries.References;

namespace Harpoon.Sdk.Tests.Registries;

public sealed class PushTests(PackedSdk sdk, PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    [EngineFact]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task The_image_is_built_and_pushed_under_every_tag_and_its_digest_is_known()
    {
        using var user = new Scratch(sdk);
        var image = await registry.NameAsync();
        user.Environment["DOCKER_AUTH_CONFIG"] = registry.Settings();
        user.WriteCsproj("App.csproj", $"""
            <PropertyGroup>
              <DockerImage>{image.Name}</DockerImage>
              <DockerImageTags>1;2.0</DockerImageTags>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="WORKDIR /{image.Path}" />
            </ItemGroup>
            <Target Name="Report" AfterTargets="DockerPush">
              <Message Importance="high" Text="The digest is $(DockerImageDigest)." />
              <Message Importance="high" Text="%(DockerPushedImage.Identity) is %(DockerPushedImage.Pinned)." />
            </Target>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerPush", "-tl:off")).SucceededWithoutWarnings();

        var digest = await registry.DigestAsync(image);
        Assert.NotNull(digest);
        Assert.Equal(digest, await registry.DigestAsync(image with { Tag = "2.0" }));
        Assert.Contains($"The digest is {digest}.", result.Lines);
        Assert.Contains($"{image} is {image.Name}@{digest}.", result.Lines);
        Assert.Contains($"{image.Name}:2.0 is {image.Name}@{digest}.", result.Lines);
        (await user.DotnetAsync("build", "-t:DockerClean")).Succeeded();
    }

    [EngineFact]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task Its_digests_are_in_the_result_file_and_in_what_a_ci_system_gets()
    {
        using var user = new Scratch(sdk);
        var image = await registry.NameAsync();
        user.Environment["DOCKER_AUTH_CONFIG"] = registry.Settings();
        user.Environment["GITHUB_ACTIONS"] = "true";
        user.Environment["GITHUB_OUTPUT"] = user.Write("output", "");
        user.Environment["GITHUB_STEP_SUMMARY"] = user.Write("summary", "");
        user.WritePure("Image.proj", Project(image) + "<PropertyGroup><DockerResultFile>out/image.json</DockerResultFile></PropertyGroup>");

        (await user.DotnetAsync("build", "-t:DockerPush")).Succeeded();
        var pushed = await File.ReadAllTextAsync(user.PathOf("out/image.json"), TestContext.Current.CancellationToken);
        (await user.DotnetAsync("build")).Succeeded();
        var unchanged = await File.ReadAllTextAsync(user.PathOf("out/image.json"), TestContext.Current.CancellationToken);

        var digest = await registry.DigestAsync(image);
        foreach (var (text, expected) in ((string, string?)[])[(pushed, digest), (unchanged, EngineAvailability.IsPodman ? null : digest)])
        {
            using var json = System.Text.Json.JsonDocument.Parse(text);
            Assert.Equal(expected, json.RootElement.GetProperty("manifestDigest").GetString());
            Assert.Equal((image.ToString(), expected), (json.RootElement.GetProperty("images")[0].GetProperty("reference").GetString(), json.RootElement.GetProperty("images")[0].GetProperty("digest").GetString()));
        }

        var outputs = await File.ReadAllLinesAsync(user.PathOf("output"), TestContext.Current.CancellationToken);
        Assert.Equal(digest, outputs[Array.FindIndex(outputs, line => line.StartsWith("DockerImageDigest<<", StringComparison.Ordinal)) + 1]);
        Assert.Contains($"{image.Name}@{digest}", outputs);
        Assert.Contains($"| `{image}` |  | `{digest}` |", await File.ReadAllTextAsync(user.PathOf("summary"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await user.DotnetAsync("build", "-t:DockerClean")).Succeeded();
    }

    [EngineFact]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task Its_progress_is_seen_in_a_terminal()
    {
        using var user = new Scratch(sdk);
        var image = await registry.NameAsync();
        user.Environment["DOCKER_AUTH_CONFIG"] = registry.Settings();
        user.WritePure("Image.proj", Project(image));

        var result = (await user.InTerminalAsync("build", "-t:DockerPush")).Succeeded();

        Assert.Contains($"Pushing {image}.", result.Output, StringComparison.Ordinal);
        if (!EngineAvailability.IsPodman)
        {
            // Podman says nothing while it pushes.
            Assert.Contains(": Pushed", result.Output, StringComparison.Ordinal);
        }

        Assert.Contains($"Pushed {image}: {await registry.DigestAsync(image)}", result.Output, StringComparison.Ordinal);
        (await user.DotnetAsync("build", "-t:DockerClean")).Succeeded();
    }

    [EngineFact]
    public async Task Nothing_else_pushes()
    {
        using var user = new Scratch(sdk);
        var image = await registry.NameAsync();
        user.Environment["DOCKER_AUTH_CONFIG"] = registry.Settings();
        user.WritePure("Image.proj", Project(image));

        foreach (var target in new[] { "Build", "DockerRun", "Publish", "DockerClean" })
        {
            (await user.DotnetAsync("build", $"-t:{target}")).Succeeded();
        }

        Assert.Null(await registry.DigestAsync(image));
    }

    [EngineFact]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task A_registry_that_does_not_take_it_is_reported_at_the_line_that_names_it()
    {
        using var user = new Scratch(sdk);
        var image = await registry.NameAsync();
        user.WritePure("Image.proj", Project(image));

        var result = (await user.DotnetAsync("build", "-t:DockerPush", "-tl:off")).FailedWith("HRP5011");

        Assert.Contains("Image.proj(2,18): error HRP5011", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" again in ", result.Output, StringComparison.Ordinal);
        (await user.DotnetAsync("build", "-t:DockerClean")).Succeeded();
    }

    // A folder of its own is a layer that the registry can't have from another test.
    private static string Project(ImageReference image) => $"""
        <PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup>
        <ItemGroup>
          <DockerfileLine Include="FROM {TestImages.Base}" />
          <DockerfileLine Include="WORKDIR /{image.Path}" />
          <DockerfileLine Include="CMD" Arguments='["true"]' />
        </ItemGroup>
        """;
}
