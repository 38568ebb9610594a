using System.Net.Sockets;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Connects to a port.</summary>
/// <param name="address">Where it is; null where its container has ended already.</param>
internal sealed class PortProbe(PortAddress? address) : IWaitProbe
{
    /// <summary>How long a proxy may take to notice that nothing listens behind it. Measured: docker's closes the connection after 0.2 to 0.4 ms.</summary>
    private static readonly TimeSpan ProxyTime = TimeSpan.FromMilliseconds(100);

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
            return address.Source is not null || await StaysOpenAsync(socket, cancellationToken)
                ? null
                : DiagnosticTexts.Format("Said.WaitClosed");
        }
        catch (SocketException e)
        {
            return ConnectFailure.Say(e);
        }
    }

    private static async Task<bool> StaysOpenAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(ProxyTime);
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
