using System.Net.Sockets;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Services.Containers;

namespace Harpoon.Engine.Services.Waits.Probes;

/// <summary>Connects to a port.</summary>
/// <param name="address">Where it is; null where its container has ended already.</param>
internal sealed class PortProbe(PortAddress? address) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return DiagnosticTexts.Format("Said.WaitNotRunning");
        }

        try
        {
            using var socket = await address.ConnectAsync(cancellationToken);
            // The engine's proxy listens at a published port from the container's start on, and hangs up where nobody listens behind it.
            return address.Source is not null || await StaysOpenAsync(socket, address.ProxyTime, cancellationToken)
                ? null
                : DiagnosticTexts.Format("Said.WaitClosed");
        }
        catch (SocketException e)
        {
            return ConnectFailure.Say(e);
        }
    }

    private static async Task<bool> StaysOpenAsync(Socket socket, TimeSpan proxyTime, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(proxyTime);
        try
        {
            return await socket.ReceiveAsync(new byte[1], limited.Token) > 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }
}
