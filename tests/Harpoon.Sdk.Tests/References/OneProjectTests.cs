namespace Harpoon.Sdk.Tests.References;

/// <summary>A project whose image is on another project's, built by itself.</summary>
public sealed class OneProjectTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Naming_it_builds_what_it_is_on_and_cleaning_it_does_not_reach_that()
    {
        await using var projects = new ImageProjects(sdk);
        projects.Write("Base").Write("App", """<ItemGroup><DockerfileLine Include="CMD cat /Base.txt /App.txt" /></ItemGroup>""", ["Base"]);

        var (first, tasks) = await projects.BuildAsync("build", "App");
        var ran = (await projects.User.DotnetAsync("run", "--project", "App")).Succeeded();
        projects.File("Base", "changed");
        var (second, afterwards) = await projects.BuildAsync("build", "App", "-v:n");
        var id = (await projects.FindAsync("Base"))!.Id;
        (await projects.User.DotnetAsync("build", "App", "-t:DockerClean")).SucceededWithoutWarnings();

        first.SucceededWithoutWarnings();
        Assert.Equal([("Base", true), ("App", true)], tasks.Select(task => (task.Project, task.Built)));
        Assert.Contains($"Base 1 {projects.Salt}", ran.Lines);
        Assert.Contains($"App 1 {projects.Salt}", ran.Lines);
        second.SucceededWithoutWarnings();
        Assert.Equal([("Base", true), ("App", true)], afterwards.Select(task => (task.Project, task.Built)));
        Assert.Contains($"because the image of {projects.User.PathOf("Base/Base.proj")} has changed", second.Output, StringComparison.Ordinal);
        Assert.Equal(id, (await projects.FindAsync("Base"))?.Id);
        Assert.Null(await projects.FindAsync("App"));
    }

    [EngineFact]
    public async Task Other_commands_of_dotnet_neither_build_images_nor_break()
    {
        await using var projects = new ImageProjects(sdk);
        projects.Write("Base").WriteApp("App", "<TargetFramework>net10.0</TargetFramework>", "Base");
        projects.User.Write("README.md", "A test.");
        projects.User.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup><PackageReadmeFile>README.md</PackageReadmeFile></PropertyGroup>
              <ItemGroup><None Include="$(MSBuildThisFileDirectory)README.md" Pack="true" PackagePath="" /></ItemGroup>
            </Project>
            """);

        (await projects.User.DotnetAsync("restore", "App")).SucceededWithoutWarnings();
        (await projects.User.DotnetAsync(
            "msbuild", "App", "-t:ResolveAssemblyReferences;ResolveProjectReferences;CoreCompile", "-p:DesignTimeBuild=true",
            "-p:BuildingInsideVisualStudio=true", "-p:BuildProjectReferences=false", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true")).SucceededWithoutWarnings();
        foreach (var command in (string[])["publish", "pack", "test"])
        {
            (await projects.User.DotnetAsync(command, "App")).SucceededWithoutWarnings();
        }

        Assert.Null(await projects.FindAsync("Base"));
        Assert.True(File.Exists(projects.User.PathOf("App/bin/Release/App.1.0.0.nupkg")));
    }
}
