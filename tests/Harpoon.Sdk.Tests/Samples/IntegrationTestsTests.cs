namespace Harpoon.Sdk.Tests.Samples;

public sealed class IntegrationTestsTests(PackedSdk sdk)
{
    // The set-up makes both: the .NET runtime of this machine's SDK, and Debian's PostgreSQL.
    private static readonly string[] Images = ["-p:RuntimeImage=harpoon-test-dotnet:latest", "-p:DatabaseImage=harpoon-test-postgres:latest"];

    [EngineFact]
    public async Task Its_tests_pass_in_a_container_beside_the_database_and_on_this_machine()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("HARPOON_TEST_OFFLINE") is not null,
            "The engine's network, where these tests are, reaches no package source.");
        await using var sample = new SampleCopy(sdk, "IntegrationTests").WithPackages();

        RunResult beside = (await sample.BuildAsync("DockerRun", Images)).SucceededWithoutWarnings();
        Assert.Contains("Total: 2, Errors: 0, Failed: 0, Skipped: 0", beside.Output, StringComparison.Ordinal);

        (await sample.BuildAsync("DockerUp", Images)).SucceededWithoutWarnings();
        RunResult here = (await sample.DotnetAsync("test", "-tl:off")).Succeeded();
        Assert.Matches("Failed: +0, Passed: +2, Skipped: +0", here.Output);
        (await sample.BuildAsync("DockerDown", Images)).SucceededWithoutWarnings();

        Assert.NotEqual(0, (await sample.DotnetAsync("test", "-tl:off")).ExitCode);
    }
}
