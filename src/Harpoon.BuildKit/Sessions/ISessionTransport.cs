namespace Harpoon.BuildKit.Sessions;

/// <summary>A way to bring a session to an engine: the upgrade of an HTTP connection, or whatever engines want next.</summary>
public interface ISessionTransport
{
    /// <summary>Opens the stream on which the engine calls us: it is the HTTP/2 client.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.SessionRefused"/> or <see cref="BuildKitFailure.ConnectionLost"/>.</exception>
    Task<Stream> OpenAsync(SessionHead head, CancellationToken cancellationToken);
}
