namespace Harpoon.Sdk.Tests.BuildKit;

/// <summary>What a build by BuildKit shows, in each kind of log.</summary>
public sealed class ProgressTests(PackedSdk sdk)
{
    private const string Done = @"DONE \d+\.\d s";

    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData("TERM", "xterm-256color")]
    [InlineData("CI", "true")]
    [InlineData("GITHUB_ACTIONS", "true")]
    public async Task The_console_shows_each_step_with_its_lines_and_its_time_and_then_the_image(string variable, string value)
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Environment[variable] = value;
        Write(user, image);

        var result = (await user.DotnetAsync("build")).SucceededWithoutWarnings();

        AssertSteps(result.Lines, image);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_binary_log_keeps_all_of_it()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, image);

        (await user.DotnetAsync("build", "-bl:b.binlog", "-v:q")).Succeeded();

        AssertSteps(BinaryLog.Read(user.PathOf("b.binlog")).Messages, image);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_step_that_was_done_before_is_reported_in_one_line()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, image);
        (await user.DotnetAsync("build")).Succeeded();

        var result = (await user.DotnetAsync("build", "-p:DockerBuildAlways=true")).SucceededWithoutWarnings();

        Assert.Single(result.Lines, line => line.EndsWith($"RUN echo {image} CACHED", StringComparison.Ordinal));
        Assert.Single(result.Lines, line => line.EndsWith("RUN echo last CACHED", StringComparison.Ordinal));

        // BuildKit looks the base image up again, now and then.
        Assert.Matches("[23] of 3 steps from the cache", result.Output);
        Assert.DoesNotContain(image.Name, result.Lines);
    }

    private static void AssertSteps(IReadOnlyList<string> lines, TestImage image)
    {
        // A step is named again where another one spoke in between.
        var number = lines.First(line => line.EndsWith($"[2/3] RUN echo {image}", StringComparison.Ordinal)).Split(' ')[0];
        Assert.Single(lines, line => line == image.Name);
        Assert.Matches($"^{number} {Done}$", Assert.Single(lines, line => line.StartsWith($"{number} DONE", StringComparison.Ordinal)));
        Assert.Matches(
            $@"^Built {image}:latest: [0-9a-f]{{12}}, [\d.]+ MB, \d of 3 steps from the cache, [\d.]+ k?B sent, \d+\.\d s\.$",
            Assert.Single(lines, line => line.StartsWith("Built ", StringComparison.Ordinal)));
    }

    private static void Write(Scratch user, TestImage image) => user.WritePure("Image.proj", $"""
        <PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup>
        <ItemGroup>
          <DockerfileLine Include="FROM {TestImages.Base}" />
          <DockerfileLine Include="RUN" Arguments="echo {image}" />
          <DockerfileLine Include="RUN" Arguments="echo last" />
        </ItemGroup>
        """);
}
