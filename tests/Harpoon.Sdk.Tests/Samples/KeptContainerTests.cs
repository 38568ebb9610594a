namespace Harpoon.Sdk.Tests.Samples;

public sealed class KeptContainerTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Its_container_stays_is_named_and_is_removed_by_DockerClean()
    {
        await using var sample = new SampleCopy(sdk, "KeptContainer");
        string name = $"kept-{Guid.NewGuid():n}";
        string[] properties = [$"-p:BaseImage={TestImages.Base}", $"-p:DockerRunName={name}"];

        RunResult failed = (await sample.BuildAsync("DockerRun", properties)).FailedWith("HRP4010");
        Assert.Contains(failed.Lines, line => line.Contains($"commit {name} harpoon-kept:{name} && ", StringComparison.Ordinal));
        Assert.Single(await Containers.NamedAsync(name));

        RunResult cleaned = (await sample.BuildAsync("DockerClean", properties)).SucceededWithoutWarnings();
        Assert.Contains(cleaned.Lines, line => line.Contains(name, StringComparison.Ordinal));
        Assert.Empty(await Containers.NamedAsync(name));
    }
}
