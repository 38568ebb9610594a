using System.Net.Security;
using System.Net.Sockets;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Transports;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Remote.Transports;

/// <summary>A BuildKit at a socket or port.</summary>
/// <param name="address">As it was written.</param>
/// <param name="target">Where that is.</param>
/// <param name="tls">The files of a TLS connection; null for none.</param>
internal sealed class NetworkTransport(BuilderAddress address, BuilderTarget target, TlsMaterial? tls) : IBuilderTransport
{
    /// <summary>Whether it is a port, where TLS has a meaning.</summary>
    public bool IsPort => target is PortTarget;

    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new EarlyAnswerStream(target switch
            {
                SocketTarget socket => UnixTransport.Open(socket.Path),

                // Go's gRPC servers refuse a TLS connection that does not ask for HTTP/2.
                PortTarget port when tls is not null => await TlsTransport.OpenAsync(port.Address, tls, cancellationToken, SslApplicationProtocol.Http2),
                PortTarget port => await TcpTransport.OpenAsync(port.Address, cancellationToken),
                _ => throw new InvalidOperationException($"{target} is no socket and no port."),
            });
        }
        catch (HarpoonException e)
        {
            throw new HarpoonException(address.Problem("HRP3232", Why(e)).AboutProperty(OptionNames.BuilderCertPath), e);
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
        {
            throw new HarpoonException(address.Problem("HRP3231", ConnectFailure.Say(e)), e);
        }
    }

    public HarpoonException NotBuildKit(string words) => new(address.Problem("HRP3233", words));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Without the advice about an engine's own properties.</summary>
    private string Why(HarpoonException failure) => failure.Diagnostics[0].Code switch
    {
        "HRP1020" => DiagnosticTexts.Format("HRP3232.File", address.CertPath),
        "HRP1024" => DiagnosticTexts.Format("HRP3232.Refused", (failure.InnerException?.InnerException ?? failure.InnerException ?? failure).Message.TrimEnd('.')),
        _ => ConnectFailure.Say(failure),
    };
}
