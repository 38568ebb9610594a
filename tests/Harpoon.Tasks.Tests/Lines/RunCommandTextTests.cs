using Harpoon.Engine.Diagnostics;

namespace Harpoon.Tasks.Tests.Lines;

/// <summary>The shell line of <c>$(DockerRunCommand)</c>.</summary>
[Collection("MSBuild")]
public class RunCommandTextTests
{
    private const string Property = "DockerRunCommand";

    [Theory]
    [InlineData("HRP2023", "echo $(whoami)", "%24(whoami)")]
    [InlineData("HRP2023", "kill $(cat /run/pid)", "%24(cat /run/pid)")]
    [InlineData("HRP2024", "printf %02d 1", "%2502")]
    [InlineData("HRP2025", "ls $(PublishDir)", "%24(PublishDir)")]
    public void A_spoilt_command_is_an_error_at_its_line(string code, string command, string offer)
    {
        using var project = new LineProject();
        project.WriteProject($"""
            <PropertyGroup>
            <DockerRunCommand>
            true
            {command}
            </DockerRunCommand>
            <PublishDir>p</PublishDir>
            </PropertyGroup>
            """);

        var error = WrittenElement.Single(project.Verify(text: Property).Errors);

        Assert.Equal(code, error.Code);
        Assert.Equal(new SourceLocation(project.PathOf("app.proj"), 5), error.Location);
        Assert.Contains(offer, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Backslashes_behind_a_path_of_this_machine_are_not_turned_in_silence()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows turns no backslashes");
        using var project = new LineProject();
        project.WriteProject(@"<PropertyGroup><DockerRunCommand>/bin/printf 'a\nb'</DockerRunCommand></PropertyGroup>");

        var error = WrittenElement.Single(project.Verify(text: Property).Errors);

        Assert.Equal("HRP2022", error.Code);
        Assert.Contains(@"<![CDATA[ /bin/printf 'a\nb']]>", error.Text, StringComparison.Ordinal);
        project.WriteProject(@"<PropertyGroup><DockerRunCommand><![CDATA[ /bin/printf 'a\nb']]></DockerRunCommand></PropertyGroup>");
        Assert.Empty(project.Verify(text: Property).Errors);
    }

    [Theory]
    [InlineData(@"printf 'a\nb;c' | sed 's/*/?/'")]
    [InlineData("echo %24(whoami) $HOME %2502d")]
    [InlineData("$(Given) $(Empty) $([System.String]::Copy('a'))")]
    public void What_is_meant_passes(string command)
    {
        using var project = new LineProject();
        project.GlobalProperties["Given"] = "g";
        project.WriteProject($"<PropertyGroup><Empty></Empty><DockerRunCommand>{command}</DockerRunCommand></PropertyGroup>");

        Assert.Empty(project.Verify(text: Property).Errors);
    }

    [Fact]
    public void A_command_that_changed_makes_a_new_verdict()
    {
        using var project = new LineProject();
        project.WriteProject("<PropertyGroup><DockerRunCommand>true</DockerRunCommand></PropertyGroup>");
        Assert.Empty(project.Verify(useCache: true, text: Property).Errors);

        project.WriteProject("<PropertyGroup><DockerRunCommand>echo $(whoami)</DockerRunCommand></PropertyGroup>");

        Assert.Equal("HRP2023", WrittenElement.Single(project.Verify(useCache: true, text: Property).Errors).Code);
    }
}
