using System.Net;
using System.Net.Sockets;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Agreement;

/// <summary>A server beside the engine that has one file under every name.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _content;

    public FileServer(byte[] content)
    {
        _content = content;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = free.LocalEndpoint.ToString()!;
        }

        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        _ = AnswerAsync();
    }

    /// <summary>Its address and port.</summary>
    public string Address { get; }

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var call = await _listener.GetContextAsync();
                call.Response.Headers["Last-Modified"] = "Tue, 14 Nov 2023 22:13:20 GMT";
                call.Response.ContentLength64 = _content.Length;
                if (call.Request.HttpMethod != "HEAD")
                {
                    await call.Response.OutputStream.WriteAsync(_content);
                }

                call.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // A call was given up, or the test is over.
            }
        }
    }
}
