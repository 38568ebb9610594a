namespace Harpoon.Sdk.Tests.Run;

public sealed class OwnTargetTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task A_users_own_target_runs_a_command_in_any_image_and_gets_its_outputs()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", $"""
            <Target Name="Mine" DependsOnTargets="DockerLiveOutput">
              <DockerRun Image="{TestImages.Base}" Command="echo one; echo 'a;b\c*%2541'; exit 3" IgnoreExitCode="true"
                         ConsoleToMSBuild="true">
                <Output TaskParameter="ExitCode" PropertyName="Code" />
                <Output TaskParameter="ConsoleOutput" ItemName="Lines" />
                <Output TaskParameter="ContainerId" PropertyName="Id" />
              </DockerRun>
              <Message Importance="high" Text="exit $(Code), id of $(Id.Length)" />
              <Message Importance="high" Text="kept [%(Lines.Identity)]" />
            </Target>
            """);

        var result = (await user.DotnetAsync("build", "-t:Mine")).SucceededWithoutWarnings();

        Assert.Contains("one", result.Lines);
        Assert.Contains(@"a;b\c*%41", result.Lines);
        Assert.Contains("exit 3, id of 64", result.Lines);
        Assert.Contains(@"kept [a;b\c*%41]", result.Lines);
    }

    [EngineFact]
    public async Task A_command_that_fails_fails_the_build_and_says_with_what()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", $"""
            <Target Name="Mine"><DockerRun Image="{TestImages.Base}" Command="exit 3" /></Target>
            """);

        var result = (await user.DotnetAsync("build", "-t:Mine")).FailedWith("HRP4010");

        Assert.Contains(TestImages.Base, result.Output, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Lines_are_errors_and_warnings_where_the_target_asks_for_it()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", $"""
            <Target Name="Mine">
              <DockerRun Image="{TestImages.Base}" Command="echo BAD thing; echo odd thing; echo 'x.c(3): error X1: broken'"
                         CustomErrorRegularExpression="^BAD" CustomWarningRegularExpression="^odd" IgnoreStandardErrorWarningFormat="false"
                         ContinueOnError="true">
                <Output TaskParameter="ExitCode" PropertyName="Code" />
              </DockerRun>
              <Message Importance="high" Text="code $(Code)" />
            </Target>
            """);

        var result = await user.DotnetAsync("build", "-t:Mine");

        Assert.Contains("BAD thing", result.Output, StringComparison.Ordinal);
        Assert.Contains(": warning : odd thing", result.Output, StringComparison.Ordinal);
        Assert.Contains("x.c(3): warning X1: broken", result.Output, StringComparison.Ordinal);
        Assert.Contains("code -1", result.Output, StringComparison.Ordinal);
    }
}
