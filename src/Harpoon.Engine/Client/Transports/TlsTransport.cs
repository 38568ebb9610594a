using System.Net.Security;
using System.Security.Authentication;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Transports;

/// <summary>TLS over TCP: the server is known by its authority and by its name, the client by its certificate.</summary>
internal static class TlsTransport
{
    /// <exception cref="HarpoonException">HRP1020: a certificate file; HRP1021: the wrong authority; HRP1022: the wrong host; HRP1024: no TLS there.</exception>
    public static async Task<Stream> OpenAsync(Uri address, TlsMaterial material, CancellationToken cancellationToken, SslApplicationProtocol? protocol = null)
    {
        var check = new CertificateCheck(address, material);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = address.DnsSafeHost,
            RemoteCertificateValidationCallback = check.Validate,
            CertificateChainPolicy = TlsCredentials.Trust(material),
            ClientCertificateContext = TlsCredentials.Client(material),
            ApplicationProtocols = protocol is { } only ? [only] : null,
        };
        var tls = new SslStream(await TcpTransport.OpenAsync(address, cancellationToken));
        try
        {
            await tls.AuthenticateAsClientAsync(options, cancellationToken);
            return tls;
        }
        catch (AuthenticationException e)
        {
            await tls.DisposeAsync();
            throw new HarpoonException(check.Refusal ?? Diagnostic.Of("HRP1024", address.Authority, e.InnerException?.Message ?? e.Message), e);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
