namespace Harpoon.BuildKit.Grpc;

/// <summary>Serves methods to the daemon over a stream on which it is the client. Another HTTP/2 server can stand here.</summary>
internal interface IRpcHost : IDisposable
{
    /// <summary>The bytes that were sent to the daemon.</summary>
    long BytesSent { get; }

    /// <summary>Serves until it is closed, or the daemon says goodbye; closes the stream.</summary>
    /// <param name="closing">Ends the service; running calls are cancelled.</param>
    /// <exception cref="BuildKitException">It ended in another way.</exception>
    Task RunAsync(CancellationToken closing);
}
