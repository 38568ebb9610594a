using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Asks a web server, and reads no more than the status of its answer.</summary>
/// <param name="wait">What to ask for.</param>
/// <param name="host">The name that the server is asked by.</param>
/// <param name="address">Where it listens; null if its container has ended already.</param>
internal sealed class HttpProbe(HttpWait wait, string host, PortAddress? address) : IWaitProbe
{
    // "HTTP/1.1 200": the words behind it say nothing more.
    private const int StatusLength = 12;
    private const int StatusStart = 9;

    private readonly byte[] _request = Encoding.ASCII.GetBytes(
        $"GET {new Uri("http://" + host + wait.Path).PathAndQuery} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: Harpoon\r\nAccept: */*\r\nConnection: close\r\n\r\n");

    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return DiagnosticTexts.Format("Said.WaitNotRunning");
        }

        try
        {
            using var socket = await address.ConnectAsync(cancellationToken);
            await socket.SendAsync(_request, cancellationToken);
            return await StatusAsync(socket, cancellationToken) switch
            {
                null => DiagnosticTexts.Format("Said.WaitClosed"),
                { } status when status >= wait.LowestStatus && status <= wait.HighestStatus => null,
                { } status => DiagnosticTexts.Format("Said.WaitAnswered", status),
            };
        }
        catch (SocketException e)
        {
            return ConnectFailure.Say(e);
        }
    }

    /// <summary>The status; 0 where what answers does not speak HTTP/1, null where the connection ends before.</summary>
    private static async Task<int?> StatusAsync(Socket socket, CancellationToken cancellationToken)
    {
        var start = new byte[StatusLength];
        for (var length = 0; length < StatusLength;)
        {
            var read = await socket.ReceiveAsync(start.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            length += read;
        }

        return start.AsSpan().StartsWith("HTTP/1."u8)
            && int.TryParse(start.AsSpan(StatusStart), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : 0;
    }
}
