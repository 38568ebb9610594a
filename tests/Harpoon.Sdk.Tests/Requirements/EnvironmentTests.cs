namespace Harpoon.Sdk.Tests.Requirements;

/// <summary>MSBuild makes a property of every environment variable, whatever its case.</summary>
public sealed class EnvironmentTests(PackedSdk sdk)
{
    private const string Print = """
        <Target Name="Show" DependsOnTargets="_HarpoonRequirements">
          <Message Importance="high" Text="host [$(DockerHost)] file [$(Dockerfile)]" />
        </Target>
        """;

    [Theory]
    [InlineData(true, "DOCKERHOST", "DOCKERFILE")]
    [InlineData(false, "DOCKERHOST", "DOCKERFILE")]
    [InlineData(false, "DockerHost", "dockerfile")]
    [InlineData(true, "dOCKERhost", "DockerFILE")]
    public async Task A_value_that_only_a_variable_gave_is_ignored_and_said_so(bool isPure, string host, string file)
    {
        using var user = new Scratch(sdk);
        user.Environment[host] = "tcp://elsewhere:1";
        user.Environment[file] = "Else.Dockerfile";
        Write(user, isPure, Print);

        var result = (await user.DotnetAsync("build", "-t:Show")).SucceededWithoutWarnings();

        Assert.Contains("host [] file []", result.Lines);
        Assert.Contains(result.Lines, line => line.StartsWith("Ignored: the environment variables DockerHost, Dockerfile,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_project_or_the_command_line_says_counts(bool isPure)
    {
        using var user = new Scratch(sdk);
        user.Environment["DOCKERHOST"] = "tcp://elsewhere:1";
        user.Environment["DOCKERFILE"] = "Else.Dockerfile";
        Write(user, isPure, $"<PropertyGroup><Dockerfile>Mine.Dockerfile</Dockerfile></PropertyGroup>{Print}");

        var result = (await user.DotnetAsync("build", "-t:Show", "-p:DockerHost=tcp://elsewhere:1")).SucceededWithoutWarnings();

        Assert.Contains("host [tcp://elsewhere:1] file [Mine.Dockerfile]", result.Lines);
        Assert.DoesNotContain("variables DockerHost", result.Output, StringComparison.Ordinal);
    }

    private static void Write(Scratch user, bool isPure, string body) =>
        _ = isPure ? user.WritePure("Image.proj", body) : user.WriteCsproj("App.csproj", body);
}
