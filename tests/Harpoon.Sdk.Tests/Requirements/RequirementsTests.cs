namespace Harpoon.Sdk.Tests.Requirements;

public sealed class RequirementsTests(PackedSdk sdk)
{
    [Theory]
    [InlineData("-p:_HarpoonMSBuildVersion=17.14.8", "MSBuild 17.14.8")]
    [InlineData("-p:BundledNETCoreAppTargetFrameworkVersion=9.0", "the .NET SDK 10.")]
    public async Task An_SDK_that_is_too_old_is_a_coded_error_and_no_load_failure(string older, string named)
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", string.Empty);

        var result = (await user.DotnetAsync("build", "-t:DockerRun", "--no-restore", older)).FailedWith("HRP1050");

        Assert.Contains($"this build runs {named}", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("MSB4", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importing_it_from_Directory_Build_props_is_a_coded_error()
    {
        using var user = new Scratch(sdk);
        user.Write("Directory.Build.props", $"<Project>{user.SdkLine}</Project>");
        user.Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """);

        (await user.DotnetAsync("build", "-t:DockerInfo")).FailedWith("HRP1051");
    }

    [Fact]
    public async Task Naming_it_first_is_a_coded_error()
    {
        using var user = new Scratch(sdk);
        user.Write("App.csproj", $"""
            <Project Sdk="{user.PureSdk};Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """);

        (await user.DotnetAsync("build", "-t:DockerInfo")).FailedWith("HRP1052");
    }

    [Fact]
    public async Task Publishing_what_is_no_application_is_a_coded_error()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", "<PropertyGroup><DockerPublishApp>true</DockerPublishApp></PropertyGroup>");

        (await user.DotnetAsync("build")).FailedWith("HRP1054");
    }

    [Fact]
    public async Task A_value_that_can_not_be_read_is_a_coded_error_that_names_it()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", "<PropertyGroup><DockerTimeout>soon</DockerTimeout></PropertyGroup>");

        var result = (await user.DotnetAsync("build", "-t:DockerInfo")).FailedWith("HRP1060");

        Assert.Contains("\"soon\" of DockerTimeout", result.Output, StringComparison.Ordinal);
    }
}
