using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting;

/// <summary>Starts Podman for one connection, where it is installed and nothing listens: Podman has no daemon that would.</summary>
internal sealed class PodmanStart
{
    /// <summary>What it is called among the places that were tried.</summary>
    public const string What = "podman system service, started for this build";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _program;
    private readonly HostEnvironment _host;
    private readonly EngineHandshake _handshake;
    private readonly TimeSpan _timeout;
    private readonly IReport _report;

    private PodmanStart(string program, HostEnvironment host, EngineHandshake handshake, TimeSpan timeout, IReport report) =>
        (_program, _host, _handshake, _timeout, _report) = (program, host, handshake, timeout, report);

    /// <summary>What starts it; null if Podman is not on the path, or is no more than a client of a virtual machine, as it is on systems other than Linux.</summary>
    public static PodmanStart? Of(HostEnvironment host, EngineHandshake handshake, TimeSpan timeout, IReport report) =>
        host.Platform == HostPlatform.Linux && host.Program("podman") is { } program
            ? new PodmanStart(program, host, handshake, timeout, report)
            : null;

    /// <summary>Starts it and connects to it.</summary>
    /// <exception cref="IOException">It can't be started, or ended at once; with its output.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    /// <exception cref="HarpoonException">It can't be used: too old, perhaps.</exception>
    public async Task<ConnectedEngine> ConnectAsync(CancellationToken cancellationToken)
    {
        _report.Message(MessageLevel.Normal, $"No engine is listening: starting {_program} system service for this build.");
        var service = PodmanService.Start(_program, _host);
        try
        {
            var endpoint = new Endpoint(new Uri(service.Address), What) { IsStarted = true };
            return new ConnectedEngine(await ReachAsync(endpoint, service, cancellationToken), service);
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    private async Task<EngineConnection> ReachAsync(Endpoint endpoint, PodmanService service, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_timeout);
        try
        {
            while (true)
            {
                service.ThrowIfEnded();
                try
                {
                    return (await _handshake.ConnectAsync(endpoint, _timeout, limited.Token)).Connection;
                }
                catch (Exception e) when (ConnectFailure.IsNotListening(e))
                {
                    await Task.Delay(Pause, limited.Token);
                }
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(DiagnosticTexts.Format("Detail.Timeout", _timeout.TotalSeconds), e);
        }
    }
}
