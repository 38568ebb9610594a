namespace Harpoon.Sdk.Tests.Samples;

public sealed class SolutionTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Projects_without_the_target_are_passed_over()
    {
        await using var sample = new SampleCopy(sdk, "Solution");

        RunResult result = (await sample.BuildAsync("DockerRun", $"-p:BaseImage={TestImages.Base}")).SucceededWithoutWarnings();

        Assert.Contains(result.Lines, line => line.EndsWith("Image: Hello from a solution", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DockerPrintDockerfile")]
    public async Task So_are_they_for_the_other_targets(string target)
    {
        await using var sample = new SampleCopy(sdk, "Solution");

        RunResult result = (await sample.BuildAsync(target, $"-p:BaseImage={TestImages.Base}")).SucceededWithoutWarnings();

        Assert.Contains(result.Lines, line => line.EndsWith($"Image: FROM {TestImages.Base}", StringComparison.Ordinal));
    }
}
