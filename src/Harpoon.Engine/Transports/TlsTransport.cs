using System.Net.Security;
using Harpoon.Engine.Endpoints;

namespace Harpoon.Engine.Transports;

/// <summary>TLS over TCP.</summary>
internal static class TlsTransport
{
    public static async Task<Stream> OpenAsync(Uri address, TlsMaterial material, CancellationToken cancellationToken)
    {
        var tls = new SslStream(await TcpTransport.OpenAsync(address, cancellationToken));
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.DnsSafeHost }, cancellationToken);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
