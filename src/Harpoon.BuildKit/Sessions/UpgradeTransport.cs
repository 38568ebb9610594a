namespace Harpoon.BuildKit.Sessions;

/// <summary>
/// <c>POST /session</c> with an upgrade to h2c. See <see href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Session"/>.
/// </summary>
/// <param name="connection">A fresh connection to the engine; the session owns it from here on.</param>
/// <param name="versionPrefix">What stands before the path: <c>/v1.41</c>.</param>
/// <param name="host">The host to name; engines on sockets take any.</param>
public sealed class UpgradeTransport(Stream connection, string versionPrefix, string host = "docker") : ISessionTransport
{
    /// <inheritdoc/>
    public Task<Stream> OpenAsync(SessionHead head, CancellationToken cancellationToken) =>
        UpgradeRequest.SendAsync(connection, $"{versionPrefix}/session", host, head.Headers(), cancellationToken);

    /// <summary>Opens the connection on which BuildKit's control service is called: <c>POST /grpc</c>.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.SessionRefused"/> or <see cref="BuildKitFailure.ConnectionLost"/>.</exception>
    public Task<Stream> OpenControlAsync(CancellationToken cancellationToken) =>
        UpgradeRequest.SendAsync(connection, $"{versionPrefix}/grpc", host, [], cancellationToken);
}
