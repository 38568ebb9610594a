namespace Harpoon.Sdk.Tests.Registries;

/// <summary>What can't be pushed is told before anything is built or sent.</summary>
public sealed class PushCheckTests(PackedSdk sdk)
{
    // A build that started would fail here with a code of its own.
    private const string Lines = """
        <ItemGroup>
          <DockerfileLine Include="FROM" />
        </ItemGroup>
        """;

    [Fact]
    public async Task A_name_without_a_registry_is_reported_at_its_line()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>catch:1.0</DockerImage>
            </PropertyGroup>
            {Lines}
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerPush")).FailedWith("HRP5009");

        Assert.Contains("Image.proj(3,3): error HRP5009: The image catch:1.0", result.Output, StringComparison.Ordinal);
        Assert.Contains("'registry.example.com/catch'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_names_no_image_is_reported_too()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("My.Fish.csproj", Lines);

        var result = (await user.DotnetAsync("build", "-t:DockerPush", "--no-restore")).FailedWith("HRP5009");

        Assert.Contains("'registry.example.com/my.fish'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_can_not_be_used_are_reported_at_their_lines()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <PropertyGroup><DockerImage>r.example/catch</DockerImage></PropertyGroup>
            <ItemGroup>
              <DockerRegistryCredential Include="r.example" UserName="ci" Access="Push" EnvironmentVariable="HARPOON_NO_SUCH_VARIABLE" />
              <DockerRegistryCredential Include="r.example" UserName="ci" Access="Pull" EnvironmentVariable="HARPOON_NO_SUCH_VARIABLE" />
              <DockerRegistryCredential Include="s.example/team" UserName="ci" File="Image.proj" />
              <DockerRegistryCredential Include="t.example" UserName="ci" />
            </ItemGroup>
            {Lines}
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerPush")).FailedWith("HRP3053");

        Assert.Contains("Image.proj(4,3): error HRP3053", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Image.proj(5,3)", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(6,3): error HRP5012", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(7,3): error HRP3051", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""UserName="$(NO_SUCH_USER)" File="Image.proj" """, "HRP5014")]
    [InlineData("""UserName="ci" File="Image.proj" Access="Write" """, "HRP5015")]
    public async Task Metadata_that_can_not_be_meant_is_reported_at_its_line(string metadata, string code)
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <PropertyGroup><DockerImage>r.example/catch</DockerImage></PropertyGroup>
            <ItemGroup>
              <DockerRegistryCredential Include="r.example" {metadata} />
            </ItemGroup>
            {Lines}
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerPush")).FailedWith(code);

        Assert.Contains($"Image.proj(4,3): error {code}", result.Output, StringComparison.Ordinal);
    }
}
