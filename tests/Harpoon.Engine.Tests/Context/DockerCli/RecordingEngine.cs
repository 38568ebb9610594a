using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Harpoon.Engine.Tests.Context.DockerCli;

/// <summary>Answers the docker CLI as an engine would, and keeps what it sends to build and to create.</summary>
internal sealed class RecordingEngine : IAsyncDisposable
{
    private const int EndOfTar = 1024;

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<byte[]> _contexts = new();
    private readonly ConcurrentQueue<byte[]> _containers = new();
    private readonly Task _serving;

    public RecordingEngine()
    {
        var port = FreePort();
        Address = $"tcp://127.0.0.1:{port}";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>What DOCKER_HOST must be.</summary>
    public string Address { get; }

    /// <summary>The tar of the last build; null when none was sent.</summary>
    public Stream? TakeContext() => _contexts.TryDequeue(out var tar) ? new MemoryStream(tar) : null;

    /// <summary>The JSON of the last container that was to be created; null when none was sent.</summary>
    public byte[]? TakeContainer() => _containers.TryDequeue(out var json) ? json : null;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        if (call.Request.Url!.AbsolutePath.EndsWith("/build", StringComparison.Ordinal))
        {
            using var tar = new MemoryStream();
            await call.Request.InputStream.CopyToAsync(tar);

            // Where the Dockerfile comes from standard input, the CLI leaves out the end of the archive.
            tar.Write(new byte[EndOfTar]);
            _contexts.Enqueue(tar.ToArray());
        }

        if (call.Request.Url!.AbsolutePath.EndsWith("/containers/create", StringComparison.Ordinal))
        {
            using var json = new MemoryStream();
            await call.Request.InputStream.CopyToAsync(json);
            _containers.Enqueue(json.ToArray());
        }

        call.Response.Headers["Api-Version"] = "1.41";
        call.Response.Headers["Ostype"] = "linux";
        call.Response.Headers["Docker-Experimental"] = "false";
        call.Response.ContentType = "application/json";
        call.Response.Close(call.Request.HttpMethod == "HEAD" ? [] : "{}"u8.ToArray(), willBlock: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
