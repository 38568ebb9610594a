namespace Harpoon.Sdk.Tests.Hosts;

/// <summary>A solution with an image project, a library, and an application that references both.</summary>
public sealed class SolutionTests(PackedSdk sdk)
{
    [EngineTheory]
    [InlineData("build")]
    [InlineData("build", "-graph")]
    [InlineData("build", "-m:1")]
    [InlineData("clean")]
    [InlineData("publish")]
    [InlineData("pack")]
    [InlineData("test")]
    [InlineData("restore")]
    public async Task A_solution_around_an_image_project_passes(params string[] command)
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        await WriteSolutionAsync(user, image);

        (await user.DotnetAsync(command)).SucceededWithoutWarnings();
    }

    [EngineFact]
    public async Task Building_it_builds_the_image()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        await WriteSolutionAsync(user, image);

        (await user.DotnetAsync("build")).SucceededWithoutWarnings();

        Assert.NotNull(await image.FindAsync());
        Assert.True(File.Exists(user.PathOf("App/bin/Debug/net10.0/App.dll")));
    }

    private static async Task WriteSolutionAsync(Scratch user, TestImage image)
    {
        user.WritePure("Image/Image.proj", Snippets.Saying(image, "lolz"));
        user.Write("Library/Library.csproj", Plain(string.Empty));
        user.Write("App/App.csproj", Plain("""
            <ItemGroup>
              <ProjectReference Include="../Image/Image.proj" />
              <ProjectReference Include="../Library/Library.csproj" />
            </ItemGroup>
            """));
        user.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup><PackageReadmeFile>README.md</PackageReadmeFile></PropertyGroup>
              <ItemGroup><None Include="$(MSBuildThisFileDirectory)README.md" Pack="true" PackagePath="" /></ItemGroup>
            </Project>
            """);
        user.Write("README.md", "A test.");
        (await user.DotnetAsync("new", "sln", "--name", "All", "--format", "sln")).Succeeded();
        (await user.DotnetAsync("sln", "All.sln", "add", "Image/Image.proj", "Library/Library.csproj", "App/App.csproj")).Succeeded();
    }

    private static string Plain(string body) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          {body}
        </Project>
        """;
}
