namespace Harpoon.Sdk.Tests.Registries;

public sealed class CredentialHookTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task A_hook_of_the_build_may_write_the_password_that_a_run_needs()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <DockerBuildDependsOn>FetchToken</DockerBuildDependsOn>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="CMD echo lolz" />
              <DockerRegistryCredential Include="r.example" UserName="fisher" File="token" />
            </ItemGroup>
            <Target Name="FetchToken">
              <WriteLinesToFile File="token" Lines="secret" />
            </Target>
            """);

        Assert.Contains("lolz", (await user.DotnetAsync("build", "-t:DockerRun", "-tl:off")).Succeeded().Lines);
    }
}
