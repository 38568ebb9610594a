using System.Diagnostics;

namespace Harpoon.Engine.Tests.Context.DockerCli;

/// <summary>The docker CLI, whose word is the truth here. It talks to a <see cref="RecordingEngine"/> alone.</summary>
internal sealed class DockerCommand : IAsyncDisposable
{
    private readonly RecordingEngine _engine = new();
    private readonly TemporaryFolder _configuration = new();

    /// <summary>The CLI to compare with: HARPOON_TEST_DOCKER_CLI, or the system's.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("HARPOON_TEST_DOCKER_CLI") is { Length: > 0 } path ? path : "/usr/bin/docker";

    /// <summary>Its major version.</summary>
    public static int Version { get; } = File.Exists(Path) ? ReadVersion() : 0;

    /// <summary>The tar that it sends to build a folder; null with its words when it refuses.</summary>
    public async Task<(Stream? Tar, string Words)> BuildAsync(string folder, string dockerfile, string? input)
    {
        using var process = Start(input is not null, "build", "-q", "-f", dockerfile, folder);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        var words = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (_engine.TakeContext(), await words);
    }

    /// <summary>The JSON that it sends to create a container; null when it refuses.</summary>
    public async Task<byte[]?> CreateAsync(params string[] options)
    {
        using var process = Start(hasInput: false, ["create", .. options, "image"]);
        var words = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await words;
        await process.WaitForExitAsync();
        return _engine.TakeContainer();
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _configuration.Dispose();
    }

    private Process Start(bool hasInput, params string[] arguments)
    {
        var start = Command(arguments);
        start.RedirectStandardInput = hasInput;
        start.RedirectStandardError = true;
        start.Environment["DOCKER_HOST"] = _engine.Address;
        start.Environment["DOCKER_CONFIG"] = _configuration.Path;
        start.Environment["DOCKER_BUILDKIT"] = "0";
        foreach (var variable in (string[])["DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"])
        {
            start.Environment.Remove(variable);
        }

        return Process.Start(start)!;
    }

    private static int ReadVersion()
    {
        using var process = Process.Start(Command("--version"))!;
        var words = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return int.Parse(words.Split(' ')[2].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static ProcessStartInfo Command(params string[] arguments) =>
        new(Path, arguments) { RedirectStandardOutput = true };
}
