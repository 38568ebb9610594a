namespace Harpoon.Sdk.Tests.Run;

public sealed class CleanAndPrintTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Clean_removes_the_projects_images_and_kept_containers_and_no_others()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        await using var other = new TestImage();
        user.WritePure("Image.proj", Snippets.Saying(image, "lolz"));
        user.WritePure("Other/Other.proj", Snippets.Saying(other, "rofl"));
        (await user.DotnetAsync("build", "Other/Other.proj")).Succeeded();
        (await user.DotnetAsync("build", "Image.proj", "-t:DockerRun", $"-p:DockerRunName={image}", "-p:DockerRunKeep=true")).Succeeded();
        Assert.NotEmpty(await Containers.NamedAsync(image.Name));

        // In a terminal, where the Terminal Logger hides what a task says.
        var clean = (await user.InTerminalAsync("build", "Image.proj", "-t:DockerClean")).SucceededWithoutWarnings();

        Assert.Contains($"Removed the image {image}:latest.", clean.Output, StringComparison.Ordinal);
        Assert.Contains($"Removed the container {image}.", clean.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Nothing of this project is on the engine.", (await user.InTerminalAsync("build", "Image.proj", "-t:DockerClean")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Empty(await Containers.NamedAsync(image.Name));
        Assert.Null(await image.FindAsync());
        Assert.NotNull(await other.FindAsync());
    }

    [Fact]
    public async Task Print_shows_the_Dockerfile_that_would_be_built_and_needs_no_engine()
    {
        using var user = new Scratch(sdk);
        user.Write("Dockerfile", "FROM found");
        user.WritePure("Image.proj", """
            <PropertyGroup><DockerHost>tcp://127.0.0.1:1</DockerHost></PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM base" />
              <DockerfileLine Include="RUN" Arguments="echo *; echo a\nb" />
            </ItemGroup>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerPrintDockerfile")).SucceededWithoutWarnings();

        Assert.Equal(["FROM base", @"RUN echo *; echo a\nb"], result.Lines.Where(line => line.StartsWith("FROM", StringComparison.Ordinal) || line.StartsWith("RUN", StringComparison.Ordinal)));
    }
}
