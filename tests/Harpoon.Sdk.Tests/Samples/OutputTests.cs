namespace Harpoon.Sdk.Tests.Samples;

public sealed class OutputTests(PackedSdk sdk)
{
    private const string Time = "[0-9T:.-]+Z";

    [EngineFact]
    public async Task Each_line_says_who_and_when_and_an_error_has_the_last()
    {
        await using var sample = new SampleCopy(sdk, "Output");
        string[] properties = [$"-p:BaseImage={TestImages.Base}", "-p:DockerRunLogFile=client.log"];

        RunResult passed = (await sample.BuildAsync("DockerRun", properties)).SucceededWithoutWarnings();
        Assert.Contains(passed.Lines, line => Matches(line, $"^client: clock \\| {Time} up$"));
        Assert.Contains(passed.Lines, line => Matches(line, $"^client: {Time} done$"));
        Assert.EndsWith("done\n", sample.Read("client.log"), StringComparison.Ordinal);

        sample.Replace("Output.proj", "EXIT:-0", "EXIT:-1");
        RunResult failed = (await sample.BuildAsync("DockerRun", properties)).FailedWith("HRP4010");
        Assert.Contains(failed.Lines, line => Matches(line, "Output\\.proj\\(10,5\\): error HRP4010: +done$"));
    }

    private static bool Matches(string line, string pattern) =>
        System.Text.RegularExpressions.Regex.IsMatch(line.Trim(), pattern);
}
