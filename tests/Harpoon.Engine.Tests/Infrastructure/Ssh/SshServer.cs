using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Infrastructure.Ssh;

/// <summary>
/// A real sshd on this machine's loopback, behind which docker reaches the tests' engine, and a user's ssh with a configuration of its own.
/// Started when a test first asks for it. The user's hosts: <c>far</c>; <c>far-shared</c>, whose connection stays open; <c>far-bare</c>,
/// which has no docker; <c>far-idle</c>, whose engine is not started; <c>far-new</c>, whose key the user does not know; <c>far-other</c>, where
/// the user has the wrong key; <c>far-off</c>, where nothing listens.
/// </summary>
public sealed class SshServer : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"hp-sshd-{Environment.ProcessId}"));
    private readonly int[] _ports = FreePorts(4);
    private readonly Lazy<Task> _started;
    private Process? _process;

    public SshServer() => _started = new(StartAsync);

    /// <summary>Why it can't be had here; null if it can.</summary>
    public static string? WhyNot { get; } =
        !OperatingSystem.IsLinux() ? "An sshd of the tests' own needs Linux."
        : !Environment.IsPrivilegedProcess ? "An sshd of the tests' own needs root."
        : !File.Exists(Program) ? "There is no sshd, and HARPOON_TEST_SSHD names none: eng/sshd.sh fetches it."
        : new[] { "docker", "ssh", "ssh-keygen" }.FirstOrDefault(program => !ExternalProgram.Exists(program)) is { } missing
            ? $"An sshd of the tests' own needs '{missing}'."
            : null;

    /// <summary>The folder whose <c>ssh</c> has the user's configuration.</summary>
    public string BinFolder => Path.Combine(_folder, "bin");

    /// <summary>A port of it, for an address without an alias.</summary>
    public int Port => _ports[0];

    /// <summary>The environment of a user who has that ssh.</summary>
    public HostEnvironment Host => new(
        name => name == "PATH" ? SearchPath : Environment.GetEnvironmentVariable(name), AppContext.BaseDirectory, Path.GetTempPath());

    /// <summary>The user's search path.</summary>
    public string SearchPath => $"{BinFolder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";

    private static string Program => Environment.GetEnvironmentVariable("HARPOON_TEST_SSHD") is { Length: > 0 } path ? path : "/usr/sbin/sshd";

    private string Log => Path.Combine(_folder, "log");

    public Task StartedAsync() => _started.Value;

    /// <summary>How often somebody has logged in.</summary>
    public async Task<int> LoginsAsync() => (await File.ReadAllTextAsync(Log)).Split("Accepted publickey").Length - 1;

    /// <summary>Runs the user's ssh.</summary>
    public Task<string> SshAsync(params string[] arguments) => ExternalProgram.RunAsync(Path.Combine(BinFolder, "ssh"), arguments);

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            _process?.Kill(entireProcessTree: true);
            await (_process?.WaitForExitAsync() ?? Task.CompletedTask);
            _process?.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task StartAsync()
    {
        Directory.CreateDirectory(BinFolder);
        Directory.CreateDirectory("/run/sshd");
        foreach (var key in (string[])["hostkey", "userkey", "otherkey"])
        {
            await ExternalProgram.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(_folder, key)]);
        }

        File.Copy(Path.Combine(_folder, "userkey.pub"), Path.Combine(_folder, "authorized"));
        await WriteServerAsync();
        await WriteUserAsync();
        _process = ExternalProgram.Start(Log, Program, "-D", "-e", "-f", Path.Combine(_folder, "sshd_config"));
        for (var clock = Stopwatch.StartNew(); !await IsListeningAsync(); await Task.Delay(50))
        {
            if (_process.HasExited || clock.Elapsed > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException($"sshd does not start: {await File.ReadAllTextAsync(Log)}");
            }
        }
    }

    private async Task WriteServerAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(CancellationToken.None);

        // On the far side the engine is at its socket, however the tests themselves reach it.
        var address = engine.Endpoint.Address is { Scheme: "unix" } unix ? unix.OriginalString
            : $"unix://{Environment.GetEnvironmentVariable("HARPOON_TEST_SOCKET") ?? "/var/run/docker.sock"}";
        var path = Environment.GetEnvironmentVariable("PATH");
        await File.WriteAllTextAsync(Path.Combine(_folder, "sshd_config"), $"""
            ListenAddress 127.0.0.1:{_ports[0]}
            ListenAddress 127.0.0.1:{_ports[1]}
            ListenAddress 127.0.0.1:{_ports[2]}
            HostKey {_folder}/hostkey
            AuthorizedKeysFile {_folder}/authorized
            PermitRootLogin yes
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            UsePAM no
            StrictModes no
            PidFile none
            MaxStartups 100
            SetEnv HOME={_folder} "PATH={path}" "DOCKER_HOST={address}"
            Match LocalPort {_ports[1]}
              SetEnv HOME={_folder} PATH={_folder}/nothing
            Match LocalPort {_ports[2]}
              SetEnv HOME={_folder} "PATH={path}" DOCKER_HOST=unix://{_folder}/no-engine.sock

            """);
    }

    private async Task WriteUserAsync()
    {
        var key = await File.ReadAllTextAsync(Path.Combine(_folder, "hostkey.pub"));
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "known_hosts"), string.Concat(_ports.Select(port => $"[127.0.0.1]:{port} {key}")));
        await File.WriteAllTextAsync(Path.Combine(_folder, "ssh_config"), $"""
            Host far-bare
              Port {_ports[1]}
            Host far-idle
              Port {_ports[2]}
            Host far-off
              Port {_ports[3]}
            Host far-new
              UserKnownHostsFile {_folder}/none_known
            Host far-other
              IdentityFile {_folder}/otherkey
            Host far-shared
              ControlMaster auto
              ControlPath {_folder}/shared
              ControlPersist 60
            Host far*
              HostName 127.0.0.1
              Port {_ports[0]}
            Host * !far-other
              IdentityFile {_folder}/userkey
            Host *
              User root
              IdentitiesOnly yes
              UserKnownHostsFile {_folder}/known_hosts
              StrictHostKeyChecking ask

            """);
        var ssh = Path.Combine(BinFolder, "ssh");
        var real = ExternalProgram.PathOf("ssh");
        await File.WriteAllTextAsync(ssh, $"#!/bin/sh\nexec {real} -F {_folder}/ssh_config \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(ssh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<bool> IsListeningAsync() =>
        File.Exists(Log) && (await File.ReadAllTextAsync(Log)).Contains(string.Create(CultureInfo.InvariantCulture, $"port {_ports[2]}"), StringComparison.Ordinal);

    /// <summary>Ports that nobody listens at now.</summary>
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }
}
