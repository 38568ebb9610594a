using System.Net.Sockets;
using System.Text;
using Harpoon.BuildKit.Sessions;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Asks a web server, and reads no more than the status of its answer.</summary>
/// <param name="wait">What to ask for.</param>
/// <param name="host">The name that the server is asked by.</param>
/// <param name="address">Where it listens; null if its container has ended already.</param>
internal sealed class HttpProbe(HttpWait wait, string host, PortAddress? address) : IWaitProbe
{
    private readonly byte[] _request = Encoding.ASCII.GetBytes(
        $"GET {new Uri("http://" + host + wait.Path).PathAndQuery} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: Harpoon\r\nAccept: */*\r\nConnection: close\r\n\r\n");

    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return DiagnosticTexts.Format("Detail.WaitNotRunning");
        }

        try
        {
            using var socket = await address.ConnectAsync(cancellationToken);
            await using var connection = new NetworkStream(socket);
            await connection.WriteAsync(_request, cancellationToken);
            return await HttpHead.ReadStatusAsync(connection, cancellationToken) switch
            {
                null => DiagnosticTexts.Format("Detail.WaitClosed"),
                { } status when status >= wait.LowestStatus && status <= wait.HighestStatus => null,
                { } status => DiagnosticTexts.Format("Detail.WaitAnswered", status),
            };
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return ConnectFailure.Say(e);
        }
    }
}
