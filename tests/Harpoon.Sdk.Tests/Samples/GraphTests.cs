namespace Harpoon.Sdk.Tests.Samples;

public sealed class GraphTests(PackedSdk sdk)
{
    // The set-up makes it: the .NET runtime of this machine's SDK.
    private const string Runtime = "-p:RuntimeImage=harpoon-test-dotnet:latest";

    [EngineFact]
    public async Task Its_tests_pass_beside_both_services_and_the_solution_lists_its_images()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("HARPOON_TEST_OFFLINE") is not null,
            "The engine's network, where these tests are, reaches no package source.");
        await using var sample = new SampleCopy(sdk, "Graph").WithPackages();

        RunResult tests = (await sample.DotnetAsync("build", "Tests", "-t:DockerRun", "-tl:off", Runtime)).SucceededWithoutWarnings();
        Assert.Contains("Total: 2, Errors: 0, Failed: 0, Skipped: 0", tests.Output, StringComparison.Ordinal);

        RunResult solution = (await sample.BuildAsync("DockerBuild", Runtime)).SucceededWithoutWarnings();
        Assert.Contains("  4 images:", solution.Output, StringComparison.Ordinal);
        foreach (string image in new[] { "base", "catalog", "orders", "tests" })
        {
            Assert.Contains(solution.Lines, line => line.TrimStart().StartsWith($"harbour/{image}:latest ", StringComparison.Ordinal) && line.EndsWith("up to date", StringComparison.Ordinal));
        }
    }
}
