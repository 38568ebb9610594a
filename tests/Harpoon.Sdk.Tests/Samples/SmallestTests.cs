using System.Text.RegularExpressions;

namespace Harpoon.Sdk.Tests.Samples;

public sealed partial class SmallestTests(PackedSdk sdk)
{
    private const string Command = "$ dotnet build -t:DockerRun\n";

    [EngineFact]
    public async Task It_says_hello()
    {
        await using var sample = new SampleCopy(sdk, "Smallest");
        // It has no property for its base image: it is there to be small.
        sample.Replace("Smallest.proj", "alpine:3.22", TestImages.Base);

        RunResult result = (await sample.BuildAsync("DockerRun")).SucceededWithoutWarnings();

        Assert.Contains("Hello from a container", result.Lines);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_README_shows_what_a_terminal_shows()
    {
        await using var sample = new SampleCopy(sdk, "Smallest");
        sample.Replace("Smallest.proj", "alpine:3.22", TestImages.Base);

        RunResult result = (await sample.InTerminalAsync("build", "-t:DockerRun")).Succeeded();

        string text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken);
        string readme = text.ReplaceLineEndings("\n");
        string shown = readme[(readme.IndexOf(Command, StringComparison.Ordinal) + Command.Length)..];

        // Whether the base is CACHED or DONE is the engine's to say.
        string[] lines = [.. shown[..shown.IndexOf("```", StringComparison.Ordinal)].Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'))];
        Assert.Equal(lines.Select(Fixed), result.Plain.Split('\n').Select(Fixed).Where(lines.Select(Fixed).Contains));
    }

    /// <summary>A line without what differs from build to build: ids, sizes and times.</summary>
    private static string Fixed(string line) => Varying().Replace(line.TrimEnd(), "…");

    [GeneratedRegex(@"\b([0-9a-f]{12}|[0-9]+(\.[0-9]+)?( [kM]?B)?)(?=\b|s\b)")]
    private static partial Regex Varying();
}
