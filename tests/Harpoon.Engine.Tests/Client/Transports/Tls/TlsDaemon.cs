using System.Diagnostics;
using System.Globalization;
using Harpoon.Engine.Tests.Client.Transports.Tls;
using Harpoon.Engine.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(TlsDaemon))]

namespace Harpoon.Engine.Tests.Client.Transports.Tls;

/// <summary>
/// A real dockerd with <c>--tlsverify</c>, in a network namespace of its own: two daemons in one take each other's bridge away.
/// Started when a test first asks for it.
/// </summary>
public sealed class TlsDaemon : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"hp-tls-{Environment.ProcessId}"));
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"hp{Environment.ProcessId}");
    private readonly string _subnet = string.Create(CultureInfo.InvariantCulture, $"10.{200 + (Environment.ProcessId / 250 % 50)}.{Environment.ProcessId % 250}");
    private readonly TestAuthority _authority = new("Harpoon's test authority");
    private readonly Lazy<Task> _started;
    private Process? _process;

    public TlsDaemon() => _started = new(StartAsync);

    /// <summary>Why it can't be had here; null if it can.</summary>
    public static string? WhyNot { get; } =
        !OperatingSystem.IsLinux() ? "A TLS daemon of the tests' own needs Linux."
        : !Environment.IsPrivilegedProcess ? "A TLS daemon of the tests' own needs root."
        : new[] { "docker", "dockerd", "ip", "nsenter" }.FirstOrDefault(program => !ExternalProgram.Exists(program)) is { } missing
            ? $"A TLS daemon of the tests' own needs '{missing}'."
            : null;

    /// <summary>An address that the daemon's certificate is for.</summary>
    public string Address => $"tcp://{_subnet}.2:2376";

    /// <summary>An address of the same daemon that its certificate is not for.</summary>
    public string OtherAddress => $"tcp://{_subnet}.3:2376";

    /// <summary>The daemon's authority and a client's pair, as the docker CLI has them.</summary>
    public string ClientFolder => Path.Combine(_folder, "client");

    internal TestAuthority Authority => _authority;

    public Task StartedAsync() => _started.Value;

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            await StopAsync();
            Directory.Delete(_folder, recursive: true);
        }

        _authority.Dispose();
    }

    private async Task StartAsync()
    {
        await MakeNetworkAsync();
        _authority.WriteClientFolder(ClientFolder);
        var (certificate, key) = _authority.IssueServer([$"{_subnet}.2"]);
        await File.WriteAllTextAsync(Path.Combine(_folder, "server.pem"), certificate);
        await File.WriteAllTextAsync(Path.Combine(_folder, "server.key"), key);
        _process = ExternalProgram.Start(
            Path.Combine(_folder, "log"),
            "nsenter", $"--net=/run/netns/{_name}", "dockerd", "--tlsverify",
            "--tlscacert", Path.Combine(ClientFolder, "ca.pem"),
            "--tlscert", Path.Combine(_folder, "server.pem"), "--tlskey", Path.Combine(_folder, "server.key"),
            "-H", "tcp://0.0.0.0:2376", "--data-root", Path.Combine(_folder, "data"), "--exec-root", Path.Combine(_folder, "exec"),
            "--pidfile", Path.Combine(_folder, "pid"));
        await UntilListeningAsync();
    }

    private async Task MakeNetworkAsync()
    {
        await IpAsync("netns", "add", _name);
        await IpAsync("link", "add", _name, "type", "veth", "peer", "name", "eth0", "netns", _name);
        await IpAsync("addr", "add", $"{_subnet}.1/24", "dev", _name);
        await IpAsync("link", "set", _name, "up");
        await IpAsync("-n", _name, "link", "set", "lo", "up");
        await IpAsync("-n", _name, "addr", "add", $"{_subnet}.2/24", "dev", "eth0");
        await IpAsync("-n", _name, "addr", "add", $"{_subnet}.3/24", "dev", "eth0");
        await IpAsync("-n", _name, "link", "set", "eth0", "up");
    }

    private async Task UntilListeningAsync()
    {
        var log = Path.Combine(_folder, "log");
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
        {
            var words = File.Exists(log) ? await File.ReadAllTextAsync(log) : "";
            if (words.Contains("API listen on", StringComparison.Ordinal))
            {
                return;
            }

            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"dockerd ended: {words}");
            }
        }

        throw new InvalidOperationException($"dockerd does not start: {await File.ReadAllTextAsync(log)}");
    }

    private async Task StopAsync()
    {
        if (_process is not null)
        {
            await ExternalProgram.RunAsync("/bin/sh", ["-c", "kill -TERM $0 2>/dev/null || true", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        await ExternalProgram.RunAsync("/bin/sh", ["-c", "umount \"$0/exec/netns/default\" \"$0/data\" 2>/dev/null || true", _folder]);
        await IpAsync("netns", "del", _name);
    }

    private static Task<string> IpAsync(params string[] arguments) => ExternalProgram.RunAsync("ip", arguments);
}
