namespace Harpoon.Sdk.Tests.Run;

/// <summary>Images as archives, and files in place of images, as a project asks for them.</summary>
public sealed class ArchiveTests(PackedSdk sdk)
{
    [EngineFact]
    [Trait("Tier", "Smoke")]
    public async Task An_image_is_saved_and_loaded_by_two_targets()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <DockerArchive>out/app.tar.gz</DockerArchive>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="RUN echo saved > /saved" />
            </ItemGroup>
            <Target Name="After" AfterTargets="DockerSave"><Message Importance="high" Text="saved as $(DockerArchivePath)" /></Target>
            <Target Name="Loaded" AfterTargets="DockerLoad"><Message Importance="high" Text="loaded %(DockerLoadedImage.Identity) %(DockerLoadedImage.ImageId)" /></Target>
            """);

        var saved = (await user.DotnetAsync("build", "-t:DockerSave", "-tl:off")).SucceededWithoutWarnings();
        Assert.Contains($"saved as {user.PathOf("out/app.tar.gz")}", saved.Lines);
        var id = Assert.IsType<string>((await image.FindAsync())?.Id);
        await image.DisposeAsync();

        var loaded = (await user.DotnetAsync("build", "-t:DockerLoad", "-tl:off")).SucceededWithoutWarnings();
        Assert.Contains(loaded.Lines, line => line.StartsWith($"loaded {image}", StringComparison.Ordinal) && line.EndsWith(id, StringComparison.Ordinal));
        Assert.Equal(id, (await image.FindAsync())?.Id);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    [Trait("Tier", "Smoke")]
    public async Task An_output_takes_the_place_of_the_image_and_the_next_build_is_skipped()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        WriteOutput(user, image);

        var first = (await user.DotnetAsync("build", "-t:DockerBuild", "-tl:off")).SucceededWithoutWarnings();
        Assert.Contains($"Image -> {user.PathOf("out")}", first.Lines);
        Assert.Equal("result", (await File.ReadAllTextAsync(user.PathOf("out/result"), TestContext.Current.CancellationToken)).Trim());
        Assert.Null(await image.FindAsync());

        var second = (await user.DotnetAsync("build", "-t:DockerBuild", "-tl:off")).SucceededWithoutWarnings();
        Assert.Contains($"Image -> {user.PathOf("out")}, up to date", second.Lines);
    }

    [Theory]
    [InlineData("DockerRun")]
    [InlineData("DockerPush")]
    [InlineData("DockerSave")]
    public async Task A_target_that_needs_the_image_is_an_error_at_the_output(string target)
    {
        using var user = new Scratch(sdk);
        WriteOutput(user, "app");

        var result = (await user.DotnetAsync("build", $"-t:{target}", "-p:DockerHost=tcp://127.0.0.1:1")).FailedWith("HRP3141");

        Assert.Contains("Image.proj(4,", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{target} needs an image", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<DockerBuildOutput>type=zip,dest=a</DockerBuildOutput>", "DockerBuild", "HRP3140")]
    [InlineData("<DockerArchiveFormat>zip</DockerArchiveFormat>", "DockerSave", "HRP3149")]
    public async Task A_value_that_is_none_is_an_error_at_its_line_before_an_engine_is_asked(string property, string target, string code)
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              {property}
            </PropertyGroup>
            <ItemGroup><DockerfileLine Include="FROM {TestImages.Base}" /></ItemGroup>
            """);

        var result = (await user.DotnetAsync("build", $"-t:{target}", "-p:DockerHost=tcp://127.0.0.1:1")).FailedWith(code);

        Assert.Contains($"Image.proj(3,3): error {code}", result.Output, StringComparison.Ordinal);
    }

    private static void WriteOutput(Scratch user, object image) => user.WritePure("Image.proj", $"""
        <PropertyGroup>
          <DockerImage>{image}</DockerImage>
          <DockerBuildOutput>out</DockerBuildOutput>
        </PropertyGroup>
        <ItemGroup>
          <DockerfileLine Include="FROM {TestImages.Base} AS made" />
          <DockerfileLine Include="RUN echo result > /result" />
          <DockerfileLine Include="FROM scratch" />
          <DockerfileLine Include="COPY --from=made /result /" />
        </ItemGroup>
        """);
}
