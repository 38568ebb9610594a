namespace Harpoon.Sdk.Tests.Samples;

public sealed class TerminalTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task It_is_a_shell_at_the_users_terminal()
    {
        await using var sample = new SampleCopy(sdk, "Terminal");

        var result = await sample.RunAsync($"-p:BaseImage={TestImages.Base}", "--", "-c", "echo I am $0", "here");

        Assert.Contains("I am here", result.Succeeded().Lines);
    }
}
