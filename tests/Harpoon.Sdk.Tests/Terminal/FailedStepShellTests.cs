using System.Text.RegularExpressions;

namespace Harpoon.Sdk.Tests.Terminal;

/// <summary>The error of a failed build contains a command, and that command opens a shell where the build failed.</summary>
public sealed partial class FailedStepShellTests(PackedSdk sdk)
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_printed_command_opens_a_shell_in_which_the_step_can_be_called()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WriteCsproj("my app/App.csproj", Body(image, "false"));
        user.Write("my app/in/data.txt", "from the context");
        user.Write("my app/Program.cs", "this does not compile, and need not");
        (await user.DotnetAsync("restore", "my app")).Succeeded();

        var build = (await user.DotnetAsync("build", "my app", "-t:DockerBuild", "-p:DockerBuildKeepFailed=true")).FailedWith("HRP3006");

        var command = Command().Match(build.Output).Groups[1].Value.Trim();
        Assert.Equal("dotnet run --project \"my app/App.csproj\" --no-build -p:DockerDebug=true", command);
        Assert.Contains(command, (await user.DotnetAsync("build", "my app", "-t:DockerDebug")).Succeeded().Output, StringComparison.Ordinal);
        var terminal = new TerminalUser(user, $"{command}; echo code $?; {TerminalUser.UntilRestored}");
        await terminal.SeesAsync("/harpoon/step runs the step");
        await terminal.SeesAsync("read-only.");
        await terminal.SeesAsync("# ");
        await terminal.TypeAsync("/harpoon/step || echo failed again in $(pwd)\n");
        await terminal.SeesAsync("second red 1.2\r\n");
        await terminal.SeesAsync("from the context\r\n");
        await terminal.SeesAsync("failed again in /src\r\n");
        await terminal.TypeAsync("exit 7\n");
        await terminal.SeesAsync("code 7");
        await terminal.SeesAsync("restored");
        await terminal.EndsAsync();

        user.WriteCsproj("my app/App.csproj", Body(image, "true"));
        (await user.DotnetAsync("build", "my app", "-t:DockerBuild")).Succeeded();

        (await user.DotnetAsync("build", "my app", "-t:DockerDebug")).FailedWith("HRP3250");
    }

    private static string Body(TestImage image, string last) => $"""
        <PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup>
        <ItemGroup>
          <DockerBuildArg Include="VERSION" Value="1.2" />
          <DockerfileLine Include="FROM {TestImages.Base}" />
          <DockerfileLine Include="WORKDIR /src" />
          <DockerfileLine Include="ENV COLOR=red" />
          <DockerfileLine Include="ARG VERSION" />
          <DockerfileLine Include="RUN" Arguments="echo first > one # {image}" />
          <DockerfileLine Include="RUN" Arguments="echo second > two" />
          <DockerfileLine Include="RUN" Arguments="--mount=type=bind,source=in,target=in echo $(cat two) $COLOR $VERSION &amp;&amp; cat in/data.txt &amp;&amp; echo &amp;&amp; {last}" />
        </ItemGroup>
        """.Replace("$(cat two)", "%24(cat two)", StringComparison.Ordinal);

    [GeneratedRegex("To open a shell in it, run: (.+)")]
    private static partial Regex Command();
}
