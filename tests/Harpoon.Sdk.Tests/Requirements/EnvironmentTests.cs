using System.Xml.Linq;

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
    [InlineData(false, "dOCKERhost", "DockerFILE")]
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_property_of_ours_is_taken_from_a_variable(bool isPure)
    {
        using var user = new Scratch(sdk);
        var names = XElement.Load(Path.Combine(Repository.Root, "src", "Harpoon.Tasks", "Lines", "Names.xml"))
            .Elements("Property").Select(property => property.Attribute("Name")!.Value).ToList();
        foreach (var name in names)
        {
            user.Environment[name.ToUpperInvariant()] = "of-the-environment";
        }

        Write(user, isPure, "");

        var result = (await user.DotnetAsync("msbuild", $"-getProperty:{string.Join(',', names)}")).Succeeded();

        Assert.Contains("\"DockerRunMemory\": \"\"", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-environment", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_is_one_of_several_whose_names_differ_in_case_alone()
    {
        using var user = new Scratch(sdk);
        foreach (var name in (string[])["DockerHost", "DOCKERHOST", "dockerhost", "dOCKERhost"])
        {
            user.Environment[name] = $"tcp://{name}:1";
        }

        Write(user, isPure: false, Print);

        Assert.Contains("host [] file []", (await user.DotnetAsync("build", "-t:Show")).SucceededWithoutWarnings().Lines);
    }

    [Fact]
    public async Task A_value_of_Directory_Build_props_counts_beside_a_variable_of_its_name()
    {
        using var user = new Scratch(sdk);
        user.Environment["DOCKERHOST"] = "tcp://elsewhere:1";
        user.Write("Directory.Build.props", "<Project><PropertyGroup><DockerHost>tcp://here:1</DockerHost></PropertyGroup></Project>");
        Write(user, isPure: false, Print);

        Assert.Contains("host [tcp://here:1] file []", (await user.DotnetAsync("build", "-t:Show")).SucceededWithoutWarnings().Lines);
    }

    private static void Write(Scratch user, bool isPure, string body) =>
        _ = isPure ? user.WritePure("Image.proj", body) : user.WriteCsproj("App.csproj", body);
}
