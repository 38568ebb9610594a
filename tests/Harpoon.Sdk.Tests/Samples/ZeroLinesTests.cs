namespace Harpoon.Sdk.Tests.Samples;

public sealed class ZeroLinesTests(PackedSdk sdk)
{
    // The .NET runtime of this machine's SDK; the set-up makes it.
    private const string Base = "-p:ContainerBaseImage=harpoon-test-dotnet:latest";

    [EngineFact]
    public async Task An_application_without_a_line_runs_in_its_container()
    {
        await using var sample = new SampleCopy(sdk, "ZeroLines");

        Assert.Contains("Ahoy, Harpoon! This is .NET 10 in a container.", (await sample.BuildAsync("DockerRun", Base)).SucceededWithoutWarnings().Lines);
        Assert.Contains("zerolines:latest is up to date", (await sample.BuildAsync("DockerBuild", Base, "-v:n")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Ahoy, Harpoon! This is .NET 10 in a container.", (await sample.RunAsync("-p:RunInContainer=true", Base)).Succeeded().Lines);
    }
}
