using System.Text;

namespace Harpoon.BuildKit.Sessions;

/// <summary>
/// <c>POST /session</c> with an upgrade to h2c. Written by hand: <see cref="HttpClient"/> folds the method headers into one line, and the daemon then finds no
/// methods. See <see href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Session"/>.
/// </summary>
/// <param name="connection">A fresh connection to the engine; the session owns it from here on.</param>
/// <param name="versionPrefix">What stands before the path: <c>/v1.41</c>.</param>
/// <param name="host">The host to name; engines on sockets take any.</param>
public sealed class UpgradeTransport(Stream connection, string versionPrefix, string host = "docker") : ISessionTransport
{
    private const int SwitchingProtocols = 101;

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(SessionHead head, CancellationToken cancellationToken)
    {
        try
        {
            await connection.WriteAsync(Encoding.ASCII.GetBytes(Request(head)), cancellationToken);
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

    private string Request(SessionHead head)
    {
        IEnumerable<string> lines =
        [
            $"POST {versionPrefix}/session HTTP/1.1",
            $"Host: {host}",
            "Connection: Upgrade",
            "Upgrade: h2c",
            "Content-Length: 0",
            .. head.Headers().Select(header => $"{header.Key}: {header.Value}"),
        ];
        return string.Join("\r\n", lines) + "\r\n\r\n";
    }
}
