using System.Text.Json;

namespace Harpoon.Sdk.Tests.Run;

/// <summary>What an image says about itself comes from the project's properties.</summary>
public sealed class ImageMetadataTests(PackedSdk sdk)
{
    private const string Oci = "org.opencontainers.image.";

    [EngineFact]
    public async Task Labels_come_from_the_properties_of_packages_and_the_repository()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WriteCsproj("App.csproj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <DockerLabels>true</DockerLabels>
              <DockerSourceDateEpoch>git</DockerSourceDateEpoch>
              <Version>1.2.3</Version>
              <Title>Herring; the service</Title>
              <RepositoryUrl>https://example.com/fish/herring.git</RepositoryUrl>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerBuildLabel Include="mine" Value="yes" />
            </ItemGroup>
            """);
        var commit = await CommitAsync(user);

        (await user.DotnetAsync("build", "-t:DockerBuild", "-tl:off")).Succeeded();
        Assert.Contains("up to date", (await user.DotnetAsync("build", "-t:DockerBuild", "-tl:off")).Succeeded().Output, StringComparison.Ordinal);

        var labels = await LabelsAsync(image);
        Assert.Equal("Herring; the service", labels[$"{Oci}title"]);
        Assert.Equal("1.2.3", labels[$"{Oci}version"]);
        Assert.Equal("https://example.com/fish/herring", labels[$"{Oci}source"]);
        Assert.Equal(commit, labels[$"{Oci}revision"]);
        Assert.Equal("2023-11-14T22:13:20Z", labels[$"{Oci}created"]);
        Assert.Equal("yes", labels["mine"]);
    }

    [EngineFact]
    public async Task A_pure_project_has_those_that_it_knows_and_without_the_property_there_are_none()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", $"""
            <PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup>
            <ItemGroup><DockerfileLine Include="FROM {TestImages.Base}" /></ItemGroup>
            """);

        (await user.DotnetAsync("build", "-p:DockerLabels=true")).SucceededWithoutWarnings();
        Assert.Equal([$"{Oci}title"], (await LabelsAsync(image)).Keys.Where(name => name.StartsWith(Oci, StringComparison.Ordinal)));

        (await user.DotnetAsync("build")).SucceededWithoutWarnings();
        Assert.DoesNotContain((await LabelsAsync(image)).Keys, name => name.StartsWith(Oci, StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task What_can_not_be_read_is_an_error_at_its_line_before_anything_is_built()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerLabels Condition="'$(Bad)' == 'labels'">perhaps</DockerLabels>
              <DockerSourceDateEpoch Condition="'$(Bad)' == 'date'">yesterday</DockerSourceDateEpoch>
              <DockerProvenance Condition="'$(Bad)' == 'provenance'">full</DockerProvenance>
              <DockerBuildShmSize Condition="'$(Bad)' == 'size'">much</DockerBuildShmSize>
              <DockerBuildNoCacheFilter Condition="'$(Bad)' == 'stage'">none</DockerBuildNoCacheFilter>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerAnnotation Include="a" Value="b" Level="image" Condition="'$(Bad)' == 'annotation'" />
              <DockerBuildUlimit Include="files=3" Condition="'$(Bad)' == 'limit'" />
            </ItemGroup>
            """);

        (string Bad, string Error)[] errors =
        [
            ("labels", "Image.proj(3,3): error HRP1060: The value \"perhaps\" of DockerLabels "),
            ("date", "Image.proj(4,3): error HRP3210: "),
            ("provenance", "Image.proj(5,3): error HRP3220: "),
            ("size", "Image.proj(6,3): error HRP4002: "),
            ("stage", "Image.proj(7,3): error HRP3202: "),
            ("annotation", "Image.proj(11,3): error HRP3223: "),
            ("limit", "Image.proj(12,3): error HRP3200: "),
        ];
        foreach (var (bad, error) in errors)
        {
            Assert.Contains(error, (await user.DotnetAsync("build", "-tl:off", $"-p:Bad={bad}")).Output, StringComparison.Ordinal);
        }
    }

    private static async Task<string> CommitAsync(Scratch user)
    {
        Assert.SkipUnless((await user.InBashAsync("git --version")).ExitCode == 0, "git is not installed.");
        user.Write(".gitignore", "bin\nobj\n");
        user.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        user.Environment["GIT_COMMITTER_DATE"] = "1700000000 +0000";
        return (await user.InBashAsync("git init --quiet && git add . && git -c user.name=A -c user.email=a@example.com commit --quiet -m one && git rev-parse HEAD"))
            .Succeeded().Output.Trim();
    }

    private static async Task<Dictionary<string, string>> LabelsAsync(TestImage image)
    {
        var answer = await EngineAnswers.GetAsync($"images/{image}/json");
        using var json = JsonDocument.Parse(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        return json.RootElement.GetProperty("Config").GetProperty("Labels").EnumerateObject()
            .ToDictionary(label => label.Name, label => label.Value.GetString()!);
    }
}
