namespace Harpoon.Sdk.Tests.Samples;

public sealed class SmallestTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task It_says_hello()
    {
        await using var sample = new SampleCopy(sdk, "Smallest");
        // It has no property for its base image: it is there to be small.
        sample.Replace("Smallest.proj", "alpine:3.22", TestImages.Base);

        RunResult result = (await sample.BuildAsync("DockerRun")).SucceededWithoutWarnings();

        Assert.Contains("Hello from a container", result.Lines);
    }
}
