using System.Diagnostics;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>OpenSSH's agent with one key.</summary>
internal sealed class RealAgent : IAsyncDisposable
{
    public const string KeyName = "harpoon-test-key";

    private readonly TestFolder _folder = new();
    private readonly Process _process;

    private RealAgent() => _process = Process.Start(
        new ProcessStartInfo("ssh-agent", ["-D", "-a", SocketPath]) { RedirectStandardOutput = true })!;

    public string SocketPath => _folder.PathOf("agent");

    public static async Task<RealAgent> StartAsync(CancellationToken cancellationToken)
    {
        var agent = new RealAgent();
        var key = agent._folder.PathOf("key");
        await agent._process.StandardOutput.ReadLineAsync(cancellationToken);
        await ProgramRun.OutputAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", KeyName, "-f", key], cancellationToken);
        await ProgramRun.OutputAsync("env", [$"SSH_AUTH_SOCK={agent.SocketPath}", "ssh-add", "-q", key], cancellationToken);
        return agent;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }
}
