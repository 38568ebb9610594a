using Harpoon.Engine.Client.Connecting.Endpoints;

namespace Harpoon.Engine.Client.Transports;

/// <summary>Opens the byte stream to an endpoint that is connected to without another program, by the address's scheme.</summary>
internal static class Transport
{
    /// <summary>Connects. What the system says when it can't is thrown as it is: the caller knows what was asked for.</summary>
    public static async Task<Stream> OpenAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var stream = endpoint.Address.Scheme switch
        {
            "unix" => UnixTransport.Open(endpoint.SocketPath),
            "npipe" => await NamedPipeTransport.OpenAsync(endpoint.SocketPath, cancellationToken),
            "tcp" when endpoint.Tls is { } tls => await TlsTransport.OpenAsync(endpoint.Address, tls, cancellationToken),
            "tcp" => await TcpTransport.OpenAsync(endpoint.Address, cancellationToken),
            var scheme => throw new InvalidOperationException($"No transport speaks '{scheme}'."),
        };
        return new EarlyAnswerStream(stream);
    }
}
