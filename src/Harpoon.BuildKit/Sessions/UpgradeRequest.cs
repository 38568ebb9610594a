using System.Text;

namespace Harpoon.BuildKit.Sessions;

/// <summary>
/// An HTTP/1 request that makes a connection one of HTTP/2: <c>POST /session</c>, <c>POST /grpc</c>. Written by hand: <see cref="HttpClient"/> folds headers of one name
/// into one line, and the daemon then finds no methods.
/// </summary>
internal static class UpgradeRequest
{
    private const int SwitchingProtocols = 101;

    /// <summary>Sends the request and reads the response's head.</summary>
    /// <param name="connection">A fresh connection to the engine; closed if this fails.</param>
    /// <param name="path">The path: <c>/v1.41/session</c>.</param>
    /// <param name="host">The host to name; engines on sockets take any.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.SessionRefused"/> or <see cref="BuildKitFailure.ConnectionLost"/>.</exception>
    public static async Task<Stream> SendAsync(
        Stream connection, string path, string host, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        try
        {
            await connection.WriteAsync(Encoding.ASCII.GetBytes(Text(path, host, headers)), cancellationToken);
            await connection.FlushAsync(cancellationToken);
            var answer = await HttpHead.ReadAsync(connection, cancellationToken);
            return answer.Status == SwitchingProtocols
                ? connection
                : throw new BuildKitException(
                    BuildKitFailure.SessionRefused,
                    $"The engine opened no session: {answer.Status} {await answer.ReadTextAsync(connection, cancellationToken)}");
        }
        catch (IOException e)
        {
            await connection.DisposeAsync();
            throw new BuildKitException(BuildKitFailure.ConnectionLost, $"The connection was lost while a session was opened: {e.Message}", e);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static string Text(string path, string host, IEnumerable<KeyValuePair<string, string>> headers)
    {
        IEnumerable<string> lines =
        [
            $"POST {path} HTTP/1.1",
            $"Host: {host}",
            "Connection: Upgrade",
            "Upgrade: h2c",
            "Content-Length: 0",
            .. headers.Select(header => $"{header.Key}: {header.Value}"),
        ];
        return string.Join("\r\n", lines) + "\r\n\r\n";
    }
}
