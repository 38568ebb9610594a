using System.Diagnostics;
using Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;
using Harpoon.Engine.Tests.Context;
using Harpoon.Engine.Tests.Context.DockerCli;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Caches;

/// <summary>buildx, building a Dockerfile without a context on the tests' engine.</summary>
internal sealed class BuildxCommand : IDisposable
{
    private readonly TemporaryFolder _configuration = new();

    /// <param name="logins">The CLI's settings.</param>
    public BuildxCommand(string logins = "{}")
    {
        Assert.SkipWhen(BuildKitCommand.BuildxPath is null, "There is no buildx to compare with.");
        Directory.CreateDirectory(_configuration.At("cli-plugins"));
        File.CreateSymbolicLink(_configuration.At("cli-plugins/docker-buildx"), BuildKitCommand.BuildxPath!);
        File.WriteAllText(_configuration.At("config.json"), logins);
        Directory.CreateDirectory(_configuration.At("context"));
    }

    /// <summary>Builds, and returns the lines that it printed.</summary>
    public async Task<string[]> BuildAsync(string dockerfile, params string[] arguments)
    {
        var start = new ProcessStartInfo(DockerCommand.Path, ["buildx", "build", "--progress", "plain", "-f", "-", .. arguments, _configuration.At("context")])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOCKER_CONFIG"] = _configuration.Path;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(dockerfile);
        process.StandardInput.Close();
        var words = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, words);
        return words.Split('\n');
    }

    public void Dispose() => _configuration.Dispose();
}
