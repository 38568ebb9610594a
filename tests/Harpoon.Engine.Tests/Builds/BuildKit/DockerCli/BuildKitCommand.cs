using System.Diagnostics;
using Harpoon.Engine.Tests.Context;
using Harpoon.Engine.Tests.Context.DockerCli;

namespace Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;

/// <summary>The docker CLI building by a BuildKit session of its own, on the tests' engine.</summary>
internal sealed class BuildKitCommand : IDisposable
{
    private readonly TemporaryFolder _configuration = new();

    public BuildKitCommand()
    {
        if (BuildxPath is { } buildx)
        {
            Directory.CreateDirectory(_configuration.At("cli-plugins"));
            File.CreateSymbolicLink(_configuration.At("cli-plugins/docker-buildx"), buildx);
        }
    }

    /// <summary>A buildx to compare with: HARPOON_TEST_BUILDX. Without it, the CLI's own client, which has older rules for exceptions.</summary>
    public static string? BuildxPath { get; } =
        Environment.GetEnvironmentVariable("HARPOON_TEST_BUILDX") is { Length: > 0 } path ? path : null;

    /// <summary>Variables that it gets beside this process's own.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Builds a folder, each step again.</summary>
    /// <returns>The image's id; null if it fails, with its words.</returns>
    public async Task<(string? ImageId, string Words)> BuildAsync(string folder, string dockerfile, params string[] options)
    {
        var (output, words) = await RunAsync(folder, dockerfile, ["--no-cache", "-q", .. options]);
        return (output?.Trim(), words);
    }

    /// <summary>Builds a folder with more options.</summary>
    /// <returns>What it wrote; null if it fails, with its words.</returns>
    public async Task<(string? Output, string Words)> RunAsync(string folder, string dockerfile, params string[] options)
    {
        string[] command = BuildxPath is null ? ["build"] : ["buildx", "build"];
        var start = new ProcessStartInfo(DockerCommand.Path, [.. command, .. options, "-f", "-", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Configure(start);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(dockerfile);
        process.StandardInput.Close();
        var words = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode == 0 ? output : null, await words);
    }

    /// <summary>Has a command of the CLI build by BuildKit.</summary>
    public void Configure(ProcessStartInfo start)
    {
        start.Environment["DOCKER_BUILDKIT"] = "1";
        start.Environment["DOCKER_CONFIG"] = _configuration.Path;
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }
    }

    public void Dispose() => _configuration.Dispose();
}
