namespace Harpoon.Sdk.Tests.Hosts;

public sealed class VisualStudioTests(PackedSdk sdk)
{
    /// <summary>Visual Studio's own documentation: the context is a path relative to the Dockerfile, whose property was once called otherwise.</summary>
    [EngineTheory]
    [InlineData("DockerfileFile", "Dockerfile.tools", "..")]
    [InlineData("DockerfilePath", "docker\\Dockerfile.tools", "..\\..")]
    public async Task A_project_that_its_container_tools_scaffolded_builds_its_Dockerfile_in_its_context(string property, string dockerfile, string context)
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Write("shared.txt", "from the solution's folder");
        user.Write("App/Dockerfile", "FROM nowhere");
        user.Write($"App/{dockerfile.Replace('\\', '/')}", $"FROM {TestImages.Base} AS base\nCOPY shared.txt /\nFROM base AS final\nCMD cat /shared.txt\n");
        user.WriteCsproj("App/App.csproj", $"""
            <PropertyGroup>
              <UserSecretsId>f0a1</UserSecretsId>
              <DockerDefaultTargetOS>Linux</DockerDefaultTargetOS>
              <{property}>{dockerfile}</{property}>
              <DockerfileContext>{context}</DockerfileContext>
              <DockerfileTag>vs-tag</DockerfileTag>
              <DockerImage>{image}</DockerImage>
              <ContainerRepository>not-ours</ContainerRepository>
            </PropertyGroup>
            """);

        var result = (await user.DotnetAsync("build", "App/App.csproj", "-t:DockerRun")).SucceededWithoutWarnings();

        Assert.Contains("from the solution's folder", result.Lines);
    }
}
