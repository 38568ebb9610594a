using System.Diagnostics;
using System.Globalization;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Tls;

[assembly: AssemblyFixture(typeof(TlsDaemon))]

namespace Harpoon.Engine.Tests.Tls;

/// <summary>
/// A real dockerd with <c>--tlsverify</c>, in a network namespace of its own: two daemons in one take each other's bridge away.
/// Started when a test first asks for it.
/// </summary>
public sealed class TlsDaemon : IAsyncDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"hp-tls-{Environment.ProcessId}"));
    private readonly string name = string.Create(CultureInfo.InvariantCulture, $"hp{Environment.ProcessId}");
    private readonly string subnet = string.Create(CultureInfo.InvariantCulture, $"10.{200 + (Environment.ProcessId / 250 % 50)}.{Environment.ProcessId % 250}");
    private readonly TestAuthority authority = new("Harpoon's test authority");
    private readonly Lazy<Task> started;
    private Process? process;

    public TlsDaemon() => started = new(StartAsync);

    /// <summary>Why it can't be had here; null where it can.</summary>
    public static string? WhyNot { get; } =
        !OperatingSystem.IsLinux() ? "A TLS daemon of the tests' own needs Linux."
        : !Environment.IsPrivilegedProcess ? "A TLS daemon of the tests' own needs root."
        : new[] { "docker", "dockerd", "ip", "nsenter" }.FirstOrDefault(program => !ExternalProgram.Exists(program)) is { } missing
            ? $"A TLS daemon of the tests' own needs '{missing}'."
            : null;

    /// <summary>An address that the daemon's certificate is for.</summary>
    public string Address => $"tcp://{subnet}.2:2376";

    /// <summary>An address of the same daemon that its certificate is not for.</summary>
    public string OtherAddress => $"tcp://{subnet}.3:2376";

    /// <summary>The daemon's authority and a client's pair, as the docker CLI has them.</summary>
    public string ClientFolder => Path.Combine(folder, "client");

    internal TestAuthority Authority => authority;

    public Task StartedAsync() => started.Value;

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated)
        {
            await StopAsync();
            Directory.Delete(folder, recursive: true);
        }

        authority.Dispose();
    }

    private async Task StartAsync()
    {
        await MakeNetworkAsync();
        authority.WriteClientFolder(ClientFolder);
        var (certificate, key) = authority.IssueServer([$"{subnet}.2"]);
        await File.WriteAllTextAsync(Path.Combine(folder, "server.pem"), certificate);
        await File.WriteAllTextAsync(Path.Combine(folder, "server.key"), key);
        process = ExternalProgram.Start(
            Path.Combine(folder, "log"),
            "nsenter", $"--net=/run/netns/{name}", "dockerd", "--tlsverify",
            "--tlscacert", Path.Combine(ClientFolder, "ca.pem"),
            "--tlscert", Path.Combine(folder, "server.pem"), "--tlskey", Path.Combine(folder, "server.key"),
            "-H", "tcp://0.0.0.0:2376", "--data-root", Path.Combine(folder, "data"), "--exec-root", Path.Combine(folder, "exec"),
            "--pidfile", Path.Combine(folder, "pid"));
        await UntilListeningAsync();
    }

    private async Task MakeNetworkAsync()
    {
        await IpAsync("netns", "add", name);
        await IpAsync("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
        await IpAsync("addr", "add", $"{subnet}.1/24", "dev", name);
        await IpAsync("link", "set", name, "up");
        await IpAsync("-n", name, "link", "set", "lo", "up");
        await IpAsync("-n", name, "addr", "add", $"{subnet}.2/24", "dev", "eth0");
        await IpAsync("-n", name, "addr", "add", $"{subnet}.3/24", "dev", "eth0");
        await IpAsync("-n", name, "link", "set", "eth0", "up");
    }

    private async Task UntilListeningAsync()
    {
        var log = Path.Combine(folder, "log");
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
        {
            var words = File.Exists(log) ? await File.ReadAllTextAsync(log) : "";
            if (words.Contains("API listen on", StringComparison.Ordinal))
            {
                return;
            }

            if (process!.HasExited)
            {
                throw new InvalidOperationException($"dockerd ended: {words}");
            }
        }

        throw new InvalidOperationException($"dockerd does not start: {await File.ReadAllTextAsync(log)}");
    }

    private async Task StopAsync()
    {
        if (process is not null)
        {
            await ExternalProgram.RunAsync("/bin/sh", ["-c", "kill -TERM $0 2>/dev/null || true", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await ExternalProgram.RunAsync("/bin/sh", ["-c", "umount \"$0/exec/netns/default\" \"$0/data\" 2>/dev/null || true", folder]);
        await IpAsync("netns", "del", name);
    }

    private static Task<string> IpAsync(params string[] arguments) => ExternalProgram.RunAsync("ip", arguments);
}
