using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Terminal.Launch;

namespace Harpoon.Terminal.Tests.Launch;

public sealed class LaunchProfileTests : IDisposable
{
    private const string Settings = """
        {
          // comments and trailing commas are fine
          "profiles": {
            "http": {
              "commandName": "Project",
              "commandLineArgs": "--name \"two words\"",
              "applicationUrl": "http://localhost:5000;https://localhost:5001",
              "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development", "EXPANDED": "%HOME%/x", },
            },
            "plain": { "commandName": "Project" },
          }
        }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new()
    {
        ["DOTNET_LAUNCH_PROFILE"] = "http",
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["EXPANDED"] = "/home/me/x",
        ["ASPNETCORE_URLS"] = "http://localhost:5000;https://localhost:5001",
        ["HOME"] = "/home/me",
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Properties/launchSettings.json")]
    [InlineData("My Project/launchSettings.json")]
    [InlineData("App.run.json")]
    public void Its_variables_have_the_values_that_dotnet_run_gave_them(string path)
    {
        var profile = Read(path)!;

        Assert.Equal(
            [new EnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development"), new EnvironmentVariable("EXPANDED", "/home/me/x")],
            profile.Variables);
        Assert.Equal([5000, 5001], profile.Urls.Select(url => url.Port));
        Assert.Equal(["--name", "two words"], profile.Arguments);
    }

    [Fact]
    public void Urls_of_the_shell_are_not_the_profiles()
    {
        _environment["DOTNET_LAUNCH_PROFILE"] = "plain";

        Assert.Empty(Read("Properties/launchSettings.json")!.Urls);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another")]
    public void There_is_none_where_dotnet_run_chose_none(string? name)
    {
        _environment["DOTNET_LAUNCH_PROFILE"] = name ?? "";

        Assert.Null(Read("Properties/launchSettings.json"));
    }

    [Fact]
    public void There_is_none_without_settings() => Assert.Null(Of());

    [Fact]
    public void An_https_address_without_a_certificate_is_left_out_with_a_warning()
    {
        var report = new RecordingReport();

        var options = LaunchedOptions.Of(
            new ContainerRunOptions("image") { Environment = [new EnvironmentVariable("EXPANDED", "mine"), new EnvironmentVariable("OTHER", "1")] },
            Read("Properties/launchSettings.json"),
            () => false,
            report);

        Assert.Equal("HRP4301", Assert.Single(report.Warnings).Code);
        Assert.Equal(
            ["OTHER=1", "ASPNETCORE_ENVIRONMENT=Development", "EXPANDED=/home/me/x", "ASPNETCORE_URLS=http://*:5000"],
            options.Environment.Select(variable => variable.ToString()));
    }

    [Fact]
    public void With_a_certificate_it_is_listened_at()
    {
        var report = new RecordingReport();

        var options = LaunchedOptions.Of(
            new ContainerRunOptions("image") { Environment = [new EnvironmentVariable("ASPNETCORE_Kestrel__Certificates__Default__Path", "/c.pfx")] },
            Read("Properties/launchSettings.json"),
            () => throw new InvalidOperationException("There is one already."),
            report);

        Assert.Empty(report.Warnings);
        Assert.Contains("ASPNETCORE_URLS=http://*:5000;https://*:5001", options.Environment.Select(variable => variable.ToString()));
    }

    [Theory]
    [InlineData(null, true, true)]
    [InlineData(null, false, null)]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    public void The_development_certificate_is_used_unless_there_is_none_or_it_is_refused(bool? said, bool isThere, bool? expected)
    {
        var report = new RecordingReport();

        var options = LaunchedOptions.Of(
            new ContainerRunOptions("image") { Development = new(said) }, Read("Properties/launchSettings.json"), () => isThere, report);

        Assert.Equal(expected, options.Development.Certificate);
        Assert.Equal(expected == true, options.Environment.Any(variable => variable.Value.Contains("https://*:5001", StringComparison.Ordinal)));
        Assert.Equal(expected == true, report.Warnings.IsEmpty);
    }

    [Fact]
    public void A_content_root_of_this_machine_is_left_out()
    {
        var profile = Read("Properties/launchSettings.json")! with
        {
            Variables = [new("ASPNETCORE_CONTENTROOT", _folder.Path), new("DOTNET_CONTENTROOT", "/of-the-image"), new("OTHER", _folder.Path)],
        };

        var options = LaunchedOptions.Of(new ContainerRunOptions("image"), profile, () => true, new RecordingReport());

        Assert.Equal(["DOTNET_CONTENTROOT", "OTHER", "ASPNETCORE_URLS"], options.Environment.Select(variable => variable.Name));
    }

    private LaunchProfile? Read(string path)
    {
        var full = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, Settings);
        return Of();
    }

    private LaunchProfile? Of() => LaunchProfile.Of(
        Path.Combine(_folder.Path, "App.csproj"), new HostEnvironment(_environment.GetValueOrDefault, _folder.Path, "/home/me"));
}
