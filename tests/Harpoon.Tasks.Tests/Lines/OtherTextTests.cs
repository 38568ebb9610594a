namespace Harpoon.Tasks.Tests.Lines;

/// <summary>The rule of the lines holds for every item that is free text.</summary>
[Collection("MSBuild")]
public class OtherTextTests
{
    [Theory]
    [InlineData("HRP2020", """<DockerRunArgument Include="*.proj" />""", """<DockerRunArgument Include="%2A.proj" />""")]
    [InlineData("HRP2020", """<DockerRunArgument Include="a?" />""", """<DockerRunArgument Include="a%3F" />""")]
    [InlineData("HRP2021", """<DockerRunArgument Include="a; b" />""", """<DockerRunArgument Include="a%3B b" />""")]
    [InlineData("HRP2022", """<DockerRunArgument Include="a\nb" />""", """<DockerRunArgument Include="a%5Cnb" />""")]
    [InlineData("HRP2022", """<DockerVolume Include=".\data:/data" />""", """<DockerVolume Include="./data:/data" />""")]
    [InlineData("HRP2023", """<DockerRunArgument Include="$(whoami)" />""", """<DockerRunArgument Include="%24(whoami)" />""")]
    [InlineData("HRP2024", """<DockerRunArgument Include="%02d" />""", """<DockerRunArgument Include="%2502d" />""")]
    [InlineData("HRP2020", """<DockerRunArgument Include="$(Star)" />""", """<DockerRunArgument Include="$([MSBuild]::Escape($(Star)))" />""")]
    [InlineData("HRP2021", """<DockerEnvironmentVariable Include="PATH=/a;/b" />""", """<DockerEnvironmentVariable Include="PATH=/a%3B/b" />""")]
    [InlineData("HRP2024", """<DockerEnvironmentVariable Include="A" Value="%20" />""", """<DockerEnvironmentVariable Include="A" Value="%2520" />""")]
    [InlineData("HRP2024", """<DockerEnvironmentVariable Include="A" Default="%20" />""", """<DockerEnvironmentVariable Include="A" Default="%2520" />""")]
    [InlineData("HRP2020", """<DockerVolume Include="*.proj" TargetPath="/a" />""", """<DockerVolume Include="%2A.proj" TargetPath="/a" />""")]
    [InlineData("HRP2021", """<DockerVolume Include="./a;b" TargetPath="/a" />""", """<DockerVolume Include="./a%3Bb" TargetPath="/a" />""")]
    [InlineData("HRP2021", """<DockerEnvironmentVariable Include="PATH=/a;b" />""", """<DockerEnvironmentVariable Include="PATH=/a%3Bb" />""")]
    [InlineData("HRP2021", """<DockerExtraHost Include="a=1.2.3.4;b=1.2.3.4" />""", """<DockerExtraHost Include="a=1.2.3.4%3Bb=1.2.3.4" />""")]
    [InlineData("HRP2022", """<DockerBuildArg Include="A" Value="/bin/sh\n" />""", """<DockerBuildArg Include="A" Value="%5Cbin" />""")]
    public void Spoilt_text_is_an_error_with_the_corrected_element(string code, string element, string corrected)
    {
        const string Properties = "<Star>a*</Star>";
        var (result, _) = WrittenElement.Verify(Place.Project, element, Properties);

        var error = WrittenElement.Single(result.Errors);
        Assert.Equal(code, error.Code);
        if (!corrected.Contains("%5Cbin", StringComparison.Ordinal))
        {
            Assert.Equal(corrected, WrittenElement.Corrected(error));
        }

        Assert.Empty(WrittenElement.Verify(Place.Project, WrittenElement.Corrected(error), Properties).Result.Errors);
    }

    [Theory]
    [InlineData("""<DockerEnvironmentVariable Include="A=1;B=2" />""")]
    [InlineData("""<DockerBuildArg Include="A=1" />""")]
    [InlineData("""<DockerBuildLabel Include="a.b=1;c.d=2" />""")]
    [InlineData("""<DockerRunArgument Include="%2A%3B" />""")]
    [InlineData("""<DockerEnvironmentVariable Include="TOKEN;DB_PASSWORD" Required="true" />""")]
    [InlineData("""<DockerPort Include="8080:80;127.0.0.1::90/udp;[::1]:1-3:1-3" />""")]
    [InlineData("""<DockerVolume Include="./data:/data:ro;cache:/cache;/scratch" />""")]
    [InlineData("""<DockerVolume Include="./data" TargetPath="/data" />""")]
    [InlineData("""<DockerRunLabel Include="a.b=1;c.d=2" />""")]
    public void Text_that_arrives_as_written_is_fine(string element) =>
        Assert.Empty(WrittenElement.Verify(Place.Import, element).Result.Errors);
}
