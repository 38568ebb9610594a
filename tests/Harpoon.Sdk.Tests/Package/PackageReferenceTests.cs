namespace Harpoon.Sdk.Tests.Package;

public sealed class PackageReferenceTests(PackedSdk sdk)
{
    [Theory]
    [InlineData("build")]
    [InlineData("build", "-t:DockerRun")]
    public async Task A_reference_to_the_package_is_an_error_that_advises_an_SDK(params string[] command)
    {
        using var user = new Scratch(sdk);
        var version = user.PureSdk.Split('/')[1];
        var project = user.Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Harpoon.Sdk" Version="{version}" /></ItemGroup>
            </Project>
            """);

        var result = (await user.DotnetAsync(command)).FailedWith("HRP1055");

        Assert.Contains($"""{project} : error HRP1055""", result.Output, StringComparison.Ordinal);
        Assert.Contains(user.SdkLine, result.Output, StringComparison.Ordinal);
    }
}
