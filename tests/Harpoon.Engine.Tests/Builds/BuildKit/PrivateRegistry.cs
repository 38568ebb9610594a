using System.Net;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>A registry on this machine that lets nobody in without a login, has no image, and remembers what it was shown.</summary>
internal sealed class PrivateRegistry : IDisposable
{
    private readonly HttpListener _listener = new();

    public PrivateRegistry()
    {
        Port = Random.Shared.Next(20_000, 30_000);
        _listener.Prefixes.Add($"http://localhost:{Port}/");
        _listener.Start();
        _ = Task.Run(AnswerAsync);
    }

    public int Port { get; }

    /// <summary>The <c>Authorization</c> header that came last; null for none.</summary>
    public string? Shown { get; private set; }

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var call = await _listener.GetContextAsync();
                Shown = call.Request.Headers["Authorization"] ?? Shown;
                call.Response.StatusCode = call.Request.Headers["Authorization"] is null ? 401 : 404;
                call.Response.AddHeader("WWW-Authenticate", "Basic realm=\"test\"");
                call.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
