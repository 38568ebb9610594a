namespace Harpoon.Sdk.Tests.Run;

/// <summary>What BuildKit's checks warn of, in the project that has the line.</summary>
[Trait("Tier", "Smoke")]
[Trait("Varies", "Daemon")]
public sealed class BuildCheckTests(PackedSdk sdk)
{
    /// <summary>Docker 27, the first with the checks: <see href="https://docs.docker.com/reference/build-checks/"/>.</summary>
    private static readonly Version FirstApiWithChecks = new(1, 46);

    [EngineFact]
    public async Task A_rule_is_a_warning_at_its_item_and_a_code_of_its_own()
    {
        await SkipWithoutChecksAsync();
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, image, "");

        var result = (await user.DotnetAsync("build", "-t:DockerBuild")).Succeeded();

        Assert.Contains("Image.csproj(7,5): warning HRP3040-JSONArgsRecommended: BuildKit warns: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.csproj(8,5): warning HRP3040-LegacyKeyValueFormat: BuildKit warns: ", result.Output, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rule_is_silenced_by_NoWarn_and_no_other_with_it(bool isPure)
    {
        await SkipWithoutChecksAsync();
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, image, "<NoWarn>$(NoWarn);HRP3040-JSONArgsRecommended</NoWarn>", isPure);

        var result = (await user.DotnetAsync("build", "-t:DockerBuild")).Succeeded();

        Assert.DoesNotContain("warning HRP3040-JSONArgsRecommended", result.Output, StringComparison.Ordinal);
        Assert.Contains("warning HRP3040-LegacyKeyValueFormat", result.Output, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("<MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>")]
    [InlineData("<WarningsAsErrors>HRP3040-JSONArgsRecommended</WarningsAsErrors>")]
    public async Task A_rule_fails_the_build_where_warnings_are_errors(string property)
    {
        await SkipWithoutChecksAsync();
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, image, property);

        var result = (await user.DotnetAsync("build", "-t:DockerBuild")).FailedWith("HRP3040-JSONArgsRecommended");

        Assert.Contains("Image.csproj(7,5): error HRP3040-JSONArgsRecommended: ", result.Output, StringComparison.Ordinal);
    }

    private static void Write(Scratch user, TestImage image, string property, bool isPure = false)
    {
        var body = $"""
              <PropertyGroup><DockerImage>{image}</DockerImage>{property}</PropertyGroup>
              <ItemGroup>
                <DockerfileLine Include="FROM {TestImages.Base}" />
                <DockerfileLine Include="CMD echo herring" />
                <DockerfileLine Include="ENV" Arguments="FISH herring" />
              </ItemGroup>
            """;
        _ = isPure ? user.WritePure("Image.proj", body) : user.WriteCsproj("Image.csproj", body);
    }

    private static async Task SkipWithoutChecksAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        var version = (await engine.PingAsync(TestContext.Current.CancellationToken)).ApiVersion;
        Assert.SkipUnless(version >= FirstApiWithChecks, $"The engine speaks API {version}; build checks came with {FirstApiWithChecks} (Docker 27). ./build.sh test --engine 28 has them.");
    }
}
