namespace Harpoon.Sdk.Tests.Samples;

public sealed class FigletTests(PackedSdk sdk)
{
    // As 'apk add' does on alpine, an image of the set-up brings figlet where there's no registry.
    private const string BaseImage = "harpoon-demo-base:latest";

    private const string Banner = """
         _       _
        | | ___ | |____
        | |/ _ \| |_  /
        | | (_) | |/ /
        |_|\___/|_/___|
        """;

    [EngineFact]
    public async Task Its_banner_is_seen()
    {
        await using var sample = new SampleCopy(sdk, "Figlet");

        RunResult result = (await sample.BuildAsync("DockerRun", $"-p:BaseImage={BaseImage}")).SucceededWithoutWarnings();

        Assert.Contains(Lines(Banner), Lines(result.Output), StringComparison.Ordinal);
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));
}
