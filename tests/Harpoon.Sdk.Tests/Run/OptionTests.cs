namespace Harpoon.Sdk.Tests.Run;

public sealed class OptionTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task What_can_not_be_read_is_an_error_at_its_line_before_anything_is_built_or_run()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Environment["HARPOON_TEST_GIVEN"] = "a-value-of-the-build";
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <DockerRunCommand>echo "it" ran</DockerRunCommand>
              <DockerRunPull Condition="'$(Bad)' == 'property'">perhaps</DockerRunPull>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerEnvironmentVariable Include="HARPOON_TEST_GIVEN;HARPOON_TEST_ONE;HARPOON_TEST_TWO" Required="true" />
              <DockerPort Include="8080:http" Condition="'$(Bad)' == 'item'" />
              <DockerRunArgument Include="more" Condition="'$(Bad)' == 'both'" />
              <DockerContextFile Include="Image.proj" Mode="999" Condition="'$(Bad)' == 'file'" />
            </ItemGroup>
            <PropertyGroup>
              <DockerBuildPull Condition="'$(Bad)' == 'build'">perhaps</DockerBuildPull>
              <DockerImageTags Condition="'$(Bad)' == 'tag'">a tag</DockerImageTags>
              <DockerRunTimestamps Condition="'$(Bad)' == 'time'">perhaps</DockerRunTimestamps>
              <DockerRunCommand Condition="'$(Bad)' == 'text'">echo "it" ran as $(whoami)</DockerRunCommand>
            </PropertyGroup>
            """);

        Assert.Contains("Image.proj(5,3): error HRP4111: 'perhaps'", (await RunAsync(user, "property")).Output, StringComparison.Ordinal);
        user.Environment["HARPOON_TEST_ONE"] = user.Environment["HARPOON_TEST_TWO"] = "x";
        Assert.Contains("Image.proj(10,3): error HRP4101: '8080:http'", (await RunAsync(user, "item")).Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(4,3): error HRP4001: ", (await RunAsync(user, "both")).Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(12,3): error HRP2110: ", (await RunAsync(user, "file")).Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(15,3): error HRP1060: The value \"perhaps\" of DockerBuildPull ", (await RunAsync(user, "build")).Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(16,3): error HRP3003: 'a tag'", (await RunAsync(user, "tag")).Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(17,3): error HRP1060: The value \"perhaps\" of DockerRunTimestamps ", (await RunAsync(user, "time")).Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(18): error HRP2023: ", (await RunAsync(user, "text")).Output, StringComparison.Ordinal);

        RunResult ofCommandLine = await user.DotnetAsync("build", "-t:DockerRun", "-tl:off", "-p:DockerRunMemory=much");
        Assert.Contains("Image.proj : error HRP4002: DockerRunMemory: 'much'", ofCommandLine.Output, StringComparison.Ordinal);

        user.Environment["HARPOON_TEST_ONE"] = user.Environment["HARPOON_TEST_TWO"] = null;
        RunResult missing = await RunAsync(user, "variables");
        Assert.Contains("Image.proj(9,3): error HRP4103:", missing.Output, StringComparison.Ordinal);
        Assert.Contains(": HARPOON_TEST_ONE, HARPOON_TEST_TWO.", missing.Output, StringComparison.Ordinal);
    }

    private static async Task<RunResult> RunAsync(Scratch user, string bad)
    {
        RunResult result = await user.DotnetAsync("build", "-t:DockerRun", "-tl:off", $"-p:Bad={bad}");
        Assert.NotEqual(0, result.ExitCode);
        Assert.DoesNotContain("Built ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("it ran", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a-value-of-the-build", result.Output, StringComparison.Ordinal);
        return result;
    }
}
