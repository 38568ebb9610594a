using System.Net;
using System.Net.Sockets;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Connects to a port.</summary>
/// <param name="address">Where it is; null if its container has ended already.</param>
internal sealed class PortProbe(PortAddress? address) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return DiagnosticTexts.Format("Detail.WaitNotRunning");
        }

        try
        {
            using var socket = await address.ConnectAsync(cancellationToken);
            // The engine's proxy listens at a published port from the container's start on, and hangs up if nothing listens behind it.
            return address.Source is not null || await StaysOpenAsync(socket, address.ProxyTime, cancellationToken)
                ? null
                : DiagnosticTexts.Format("Detail.WaitClosed");
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

/// <summary>How a port of a container is reached from here.</summary>
/// <param name="Target">The address to connect to.</param>
/// <param name="Source">
/// The address of this machine to connect from, which is the gateway of the container's network: then the container itself answers.
/// Null if the engine publishes the port, and a proxy in between answers first.
/// </param>
internal sealed record PortAddress(EndPoint Target, IPAddress? Source)
{
    /// <summary>How long a proxy in between may take to notice that nothing listens behind it. Measured: docker's proxy hangs up after 0.2 to 0.4 ms.</summary>
    public TimeSpan ProxyTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether an address is one of this machine's, in the network namespace that this process is in.</summary>
    /// <remarks>
    /// An engine in a virtual machine, rootless or of another network namespace, has networks too, and this machine may know their
    /// addresses as something else. But the gateway of a network can be reached by all who can reach the network.
    /// </remarks>
    public static bool IsOfThisMachine(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">Nothing listens there, or there is no way.</exception>
    public async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = Source is { } source
            ? new Socket(source.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (Source is not null)
            {
                socket.Bind(new IPEndPoint(Source, 0));
            }

            await socket.ConnectAsync(Target, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
