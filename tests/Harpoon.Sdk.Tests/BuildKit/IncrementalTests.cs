using System.Globalization;
using System.Text.RegularExpressions;

namespace Harpoon.Sdk.Tests.BuildKit;

public sealed partial class IncrementalTests(PackedSdk sdk)
{
    private const int Files = 50;
    private const int FileSize = 100_000;

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Nothing_is_done_where_nothing_changed_and_only_the_file_that_changed_is_sent()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        for (var number = 0; number < Files; number++)
        {
            user.Write($"context/{number}.txt", new string('x', FileSize) + image.Name);
        }

        user.WritePure("Image.proj", $"""
            <PropertyGroup><DockerImage>{image}</DockerImage><DockerBuildContext>context</DockerBuildContext></PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="COPY . /context" />
            </ItemGroup>
            """);

        var first = Sent(await user.DotnetAsync("build"));
        var unchanged = await user.DotnetAsync("build", "-v:n");
        user.Write("context/7.txt", new string('y', FileSize) + image.Name);
        var changed = Sent(await user.DotnetAsync("build"));

        Assert.InRange(first, Files * FileSize, Files * FileSize * 2);
        Assert.Contains("is up to date", unchanged.Succeeded().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("#1 ", unchanged.Output, StringComparison.Ordinal);
        Assert.InRange(changed, FileSize, FileSize * 2);
    }

    private static double Sent(RunResult result)
    {
        var sent = SentBytes().Match(result.SucceededWithoutWarnings().Output);
        Assert.True(sent.Success, result.Output);
        return double.Parse(sent.Groups["number"].Value, CultureInfo.InvariantCulture)
            * sent.Groups["unit"].Value switch { "MB" => 1_000_000, "kB" => 1000, _ => 1 };
    }

    [GeneratedRegex(@" (?<number>[\d.]+) (?<unit>k?M?B) sent, ")]
    private static partial Regex SentBytes();
}
