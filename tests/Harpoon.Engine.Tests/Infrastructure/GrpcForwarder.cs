using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Harpoon.Engine.Client;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Stands in for buildkitd: HTTP/2 from the first byte, on a port, with or without TLS. Behind each connection is the <c>/grpc</c> of the tests' engine, which has BuildKit's services.</summary>
internal sealed class GrpcForwarder : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly IEngine _engine;
    private readonly Task _accepting;

    public GrpcForwarder(IEngine engine, SslServerAuthenticationOptions? tls = null)
    {
        _engine = engine;
        _listener.Start();
        _accepting = AcceptAsync(tls);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"tcp://127.0.0.1:{Port}";

    /// <summary>A server with this certificate, which wants one of its authority from each client, and HTTP/2, as Go's servers do.</summary>
    public static SslServerAuthenticationOptions Tls((string Certificate, string Key) server, string authority)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPem(authority);
        return new SslServerAuthenticationOptions
        {
            ServerCertificate = X509Certificate2.CreateFromPem(server.Certificate, server.Key),
            ClientCertificateRequired = true,
            CertificateChainPolicy = trust,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync(SslServerAuthenticationOptions? tls)
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token), tls));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client, SslServerAuthenticationOptions? tls)
    {
        using (client)
        {
            try
            {
                await using var stream = await SecuredAsync(client.GetStream(), tls);
                await using var grpc = await _engine.OpenStreamAsync(_stopping.Token);
                await grpc.WriteAsync(
                    Encoding.ASCII.GetBytes("POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n"), _stopping.Token);
                Assert.StartsWith("HTTP/1.1 101 ", await ScriptedServer.ReadHeadAsync(grpc, _stopping.Token), StringComparison.Ordinal);
                await Task.WhenAny(stream.CopyToAsync(grpc, _stopping.Token), grpc.CopyToAsync(stream, _stopping.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client has ended, or was refused.
            }
        }
    }

    private async Task<Stream> SecuredAsync(Stream stream, SslServerAuthenticationOptions? tls)
    {
        if (tls is null)
        {
            return stream;
        }

        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(tls, _stopping.Token);
        return secured.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2 ? secured : throw new IOException("The client did not ask for HTTP/2.");
    }
}
