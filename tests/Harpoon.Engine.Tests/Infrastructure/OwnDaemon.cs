using System.Diagnostics;
using System.Globalization;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>A real dockerd that a test may kill, in a network namespace and folders of its own, with the tests' base image.</summary>
internal sealed class OwnDaemon : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hp-own-").FullName;
    private readonly string _network = $"hpo-{Guid.NewGuid():N}"[..12];
    private Process? _process;

    private OwnDaemon()
    {
    }

    /// <summary>Why it can't be had here; null if it can.</summary>
    public static string? WhyNot { get; } =
        !OperatingSystem.IsLinux() ? "A daemon of the tests' own needs Linux."
        : !Environment.IsPrivilegedProcess ? "A daemon of the tests' own needs root."
        : new[] { "docker", "dockerd", "ip", "nsenter", "umount" }.FirstOrDefault(program => !ExternalProgram.Exists(program)) is { } missing
            ? $"A daemon of the tests' own needs '{missing}'."
            : null;

    /// <summary>Where it listens.</summary>
    public string Address => $"unix://{_folder}/docker.sock";

    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="configuration">Its <c>daemon.json</c>.</param>
    public static async Task<OwnDaemon> StartAsync(CancellationToken cancellationToken, string configuration = "{}")
    {
        var daemon = new OwnDaemon();
        await File.WriteAllTextAsync(Path.Combine(daemon._folder, "daemon.json"), configuration, cancellationToken);
        await ExternalProgram.RunAsync("ip", ["netns", "add", daemon._network]);
        daemon._process = ExternalProgram.Start(
            Path.Combine(daemon._folder, "log"),
            "nsenter", $"--net=/run/netns/{daemon._network}", "dockerd", "-H", daemon.Address,
            "--config-file", Path.Combine(daemon._folder, "daemon.json"),
            "--data-root", Path.Combine(daemon._folder, "data"), "--exec-root", Path.Combine(daemon._folder, "exec"),
            "--pidfile", Path.Combine(daemon._folder, "pid"));
        while (!File.Exists(Path.Combine(daemon._folder, "docker.sock")))
        {
            await Task.Delay(50, cancellationToken);
        }

        await ExternalProgram.RunAsync(
            "/bin/sh", ["-c", $"docker save {TestImages.Base} | docker --host {daemon.Address} load"]);
        return daemon;
    }

    public Task<IEngine> ConnectAsync(CancellationToken cancellationToken) => EngineConnector.ConnectAsync(
        new EndpointOptions(Address), HostEnvironment.OfProcess(AppContext.BaseDirectory), new RecordingReport(), cancellationToken);

    /// <summary>Kills it as a crash would, and leaves its containers running.</summary>
    public void Kill() => _process!.Kill();

    public async ValueTask DisposeAsync()
    {
        Kill();
        _process!.Dispose();
        KillLeftProcesses();
        foreach (var mount in (await File.ReadAllLinesAsync("/proc/mounts")).Select(line => line.Split(' ')[1]).Reverse())
        {
            if (mount.StartsWith(_folder, StringComparison.Ordinal))
            {
                await ExternalProgram.RunAsync("umount", ["--lazy", mount]);
            }
        }

        await ExternalProgram.RunAsync("ip", ["netns", "del", _network]);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A killed daemon leaves the shims of its containers, whose command lines name its folder, and what runs below them.</summary>
    private void KillLeftProcesses()
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (CommandLineOf(process).Contains(_folder, StringComparison.Ordinal))
                {
                    process.Kill(entireProcessTree: true);
                    process.WaitForExit();
                }
            }
        }
    }

    private static string CommandLineOf(Process process)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/cmdline"));
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return "";
        }
    }
}
