using System.Diagnostics;

namespace Harpoon.Sdk.Tests.Run;

[Collection(nameof(SweptAlone))]
public sealed class KilledBuildTests(PackedSdk sdk)
{
    private readonly string _name = $"harpoon-sdk-test-{Guid.NewGuid():n}";

    [EngineFact]
    public async Task After_a_kill_the_next_run_clears_away_what_was_left()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", $"""
            <Target Name="Show">
              <DockerRun Image="{TestImages.Base}" Name="{_name}" Command="sleep 600" StopTimeout="5" />
            </Target>
            <Target Name="Next">
              <DockerRun Image="{TestImages.Base}" Command="true" />
            </Target>
            """);
        var running = user.Command("dotnet", "build", "-t:Show", "-m:1").ExecuteAsync(TestContext.Current.CancellationToken);
        await Containers.WaitAsync(_name, isThere: true);
        using (var build = Process.GetProcessById(running.ProcessId))
        {
            build.Kill(entireProcessTree: true);
        }

        await running;
        Assert.NotEmpty(await Containers.NamedAsync(_name));

        var next = (await user.DotnetAsync("build", "-t:Next", "-v:n")).Succeeded();

        Assert.Empty(await Containers.NamedAsync(_name));
        Assert.Contains($"Removed the container {_name}", next.Output, StringComparison.Ordinal);
    }
}
