namespace Harpoon.Sdk.Tests.Samples;

public sealed class VolumesTests(PackedSdk sdk)
{
    [EngineFact(NotOnRootless = PodmanLacks.Folders)]
    public async Task It_sorts_the_catch_into_a_folder_of_the_user()
    {
        await using var sample = new SampleCopy(sdk, "Volumes");

        (await sample.BuildAsync("DockerRun", $"-p:BaseImage={TestImages.Base}")).SucceededWithoutWarnings();

        Assert.Equal("cod\neel\nherring\n", sample.Read("obj/sorted/fish.txt"));
    }
}
