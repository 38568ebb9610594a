namespace Harpoon.Sdk.Tests.BuildKit;

public sealed class OwnTargetTests(PackedSdk sdk)
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_users_own_target_builds_with_a_secret()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Environment["APP_TOKEN"] = "seven77";
        user.WriteCsproj("App.csproj", $"""
            <ItemGroup>
              <ToolLine Include="FROM {TestImages.Base}" />
              <ToolLine Include="RUN" Arguments="--mount=type=secret,id=token wc -c &lt; /run/secrets/token | sed s/^/{image}=/" />
              <ToolSecret Include="token" EnvironmentVariable="APP_TOKEN" />
            </ItemGroup>
            <Target Name="Mine" DependsOnTargets="DockerLiveOutput">
              <DockerBuild Image="{image}" Lines="@(ToolLine)" Secrets="@(ToolSecret)" Builder="buildkit">
                <Output TaskParameter="ImageId" PropertyName="Id" />
              </DockerBuild>
              <Message Importance="high" Text="id $(Id)" />
            </Target>
            """);

        var result = (await user.DotnetAsync("build", "-t:Mine")).SucceededWithoutWarnings();

        Assert.Contains($"{image}=7", result.Lines);
        Assert.Contains($"id {(await image.FindAsync())!.Id}", result.Lines);
    }
}
