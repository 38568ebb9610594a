namespace Harpoon.Sdk.Tests.Samples;

public sealed class OwnTargetTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task A_plain_build_calls_the_tasks_and_uses_what_they_answer()
    {
        await using var sample = new SampleCopy(sdk, "OwnTarget", "harpoon-sample-tool");

        RunResult result = (await sample.BuildAsync("Build", $"-p:BaseImage={TestImages.Base}")).SucceededWithoutWarnings();

        Assert.Contains("The tool said 'herring' and ended with 3.", result.Lines);
    }
}
