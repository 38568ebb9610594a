using CliWrap;
using CliWrap.Buffered;

namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>A folder of a user's own, away from this repository, whose only package source holds the packed SDK.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-user-");
    private readonly PackedSdk _sdk;

    public Scratch(PackedSdk sdk)
    {
        _sdk = sdk;
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="harpoon" value="{sdk.Feed}" /></packageSources>
              <config><add key="globalPackagesFolder" value="{sdk.Restored}" /></config>
            </configuration>
            """);
    }

    /// <summary>The folder.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The line that adds Harpoon to a project.</summary>
    public string SdkLine => $"""<Sdk Name="Harpoon.Sdk" Version="{_sdk.Version}" />""";

    /// <summary>The attribute of a pure image project.</summary>
    public string PureSdk => $"Harpoon.Sdk/{_sdk.Version}";

    /// <summary>Variables that a build gets beside this process's own; null takes one away.</summary>
    public Dictionary<string, string?> Environment { get; } = new(OfTheOuterBuild())
    {
        // A node or server that outlives its build keeps the task assembly locked.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_NOLOGO"] = "1",

        // The user sits at a terminal, wherever these tests run: on a CI service MSBuild doesn't choose its Terminal Logger by itself.
        ["TERM"] = "xterm-256color",
        ["CI"] = null,
        ["GITHUB_ACTIONS"] = null,
        ["TF_BUILD"] = null,
        ["TEAMCITY_VERSION"] = null,
        ["NO_COLOR"] = null,
    };

    /// <summary>What <c>dotnet test</c> tells its own MSBuild (where it is, which logger it has) is no business of a user's.</summary>
    private static Dictionary<string, string?> OfTheOuterBuild() => System.Environment.GetEnvironmentVariables().Keys
        .Cast<string>()
        .Where(name => name.TrimStart('_').StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(name => name, _ => (string?)null);

    /// <summary>Writes a file, with its folders.</summary>
    public string Write(string path, string text)
    {
        var full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>The full path of a file in the folder.</summary>
    public string PathOf(string path) => Path.Combine(Folder, path);

    /// <summary>A csproj with Harpoon added to it.</summary>
    public string WriteCsproj(string path, string body, string frameworks = "<TargetFramework>net10.0</TargetFramework>") => Write(path, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          {SdkLine}
          <PropertyGroup>{frameworks}</PropertyGroup>
          {body}
        </Project>
        """);

    /// <summary>A pure image project.</summary>
    public string WritePure(string path, string body) => Write(path, $"""
        <Project Sdk="{PureSdk}">
          {body}
        </Project>
        """);

    /// <summary>Runs <c>dotnet</c> with these arguments, in the folder.</summary>
    public Task<RunResult> DotnetAsync(params string[] arguments) => RunAsync(Command("dotnet", arguments));

    /// <summary>Runs a line in bash.</summary>
    public Task<RunResult> InBashAsync(string line) => RunAsync(Command("bash", "-c", line));

    /// <summary>Runs <c>dotnet</c> in a terminal of its own, so that the Terminal Logger chooses itself.</summary>
    public Task<RunResult> InTerminalAsync(params string[] arguments) => RunAsync(TerminalCommand(arguments));

    /// <summary><c>dotnet</c> in a terminal, of the size that MSBuild asks of one.</summary>
    public Command TerminalCommand(params string[] arguments) => InTerminal($"stty rows 50 cols 200; exec dotnet {string.Join(' ', arguments)}");

    /// <summary>A shell line in a terminal.</summary>
    public Command InTerminal(string line) => Command("script", "--quiet", "--return", "--command", line, "/dev/null");

    /// <summary>A command in the folder.</summary>
    public Command Command(string program, params string[] arguments) => Cli.Wrap(program)
        .WithArguments(arguments)
        .WithWorkingDirectory(Folder)
        .WithEnvironmentVariables(Environment)
        .WithValidation(CommandResultValidation.None);

    private static async Task<RunResult> RunAsync(Command command)
    {
        var result = await command.ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return new RunResult(result.ExitCode, result.StandardOutput + result.StandardError);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
