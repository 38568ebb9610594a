namespace Harpoon.Sdk.Tests.Samples;

public sealed class DockerfileByPathTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Its_Dockerfile_copies_from_its_own_folder()
    {
        await using var sample = new SampleCopy(sdk, "DockerfileByPath");

        RunResult result = (await sample.BuildAsync("DockerRun", $"-p:BaseImage={TestImages.Base}")).SucceededWithoutWarnings();

        Assert.Contains("herring, cod, whale", result.Lines);
    }
}
