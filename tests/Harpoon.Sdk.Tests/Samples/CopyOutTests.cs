namespace Harpoon.Sdk.Tests.Samples;

public sealed class CopyOutTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Its_results_are_had_whether_its_tests_pass_or_fail()
    {
        await using var sample = new SampleCopy(sdk, "CopyOut");

        RunResult passed = (await sample.BuildAsync("DockerRun", $"-p:BaseImage={TestImages.Base}")).SucceededWithoutWarnings();
        Assert.Contains("Copied /app/TestResults/fish.xml.", passed.Lines);

        sample.Delete("results");
        sample.Replace("tests.sh", "FAILURES:-0", "FAILURES:-1");
        (await sample.BuildAsync("DockerRun", $"-p:BaseImage={TestImages.Base}")).FailedWith("HRP4010");
        Assert.Contains("failures=\"1\"", sample.Read("results/TestResults/fish.xml"), StringComparison.Ordinal);
    }
}
