using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Caches;

/// <summary>
/// Stands in for the second version of the cache service that runners of GitHub Actions have, with the storage behind it, on a port of this machine. Its keys and
/// contents are what BuildKit sends.
/// </summary>
internal sealed class RunnerService : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, byte[]> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _blocks = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = [];
    private readonly Task _serving;

    public RunnerService()
    {
        Address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>A token as runners have it: who it is for is in it, and only the service knows whether it is genuine.</summary>
    public string Token { get; } = string.Join('.', Part("""{"alg":"none"}"""), Part(Claims()), $"hush{Guid.NewGuid():n}");

    /// <summary>The keys of what is kept.</summary>
    public IReadOnlyCollection<string> Keys => _entries.Keys.ToArray();

    /// <summary>The variables of a runner.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["ACTIONS_RUNTIME_TOKEN"] = Token,
        ["ACTIONS_RESULTS_URL"] = Address,
        ["ACTIONS_CACHE_URL"] = Address + "old/",
        ["ACTIONS_CACHE_SERVICE_V2"] = "True",
    };

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private static string Claims()
    {
        var now = DateTimeOffset.UtcNow;
        var access = JsonSerializer.Serialize(new[] { new { Scope = "refs/heads/main", Permission = 3 } });
        return JsonSerializer.Serialize(new { ac = access, nbf = now.AddHours(-1).ToUnixTimeSeconds(), exp = now.AddHours(1).ToUnixTimeSeconds() });
    }

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => AnswerAsync(call));
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        var (status, answer) = Answer(call.Request, body.ToArray());
        call.Response.StatusCode = status;
        call.Response.Headers["x-ms-request-id"] = "1";
        call.Response.ContentLength64 = answer.Length;
        await call.Response.OutputStream.WriteAsync(answer);
        call.Response.Close();
    }

    private (int Status, byte[] Body) Answer(HttpListenerRequest request, byte[] body)
    {
        var path = request.Url!.AbsolutePath;
        return path.StartsWith("/twirp/", StringComparison.Ordinal)
            ? request.Headers["Authorization"] == $"Bearer {Token}" ? Call(path.Split('/')[^1], body) : (401, [])
            : path.StartsWith("/storage/", StringComparison.Ordinal) ? Store(request, Uri.UnescapeDataString(path["/storage/".Length..]), body)
            : (404, []);
    }

    private (int Status, byte[] Body) Call(string method, byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var key = json.RootElement.GetProperty("key").GetString()!;
        return (200, JsonSerializer.SerializeToUtf8Bytes<object>(method switch
        {
            "CreateCacheEntry" => new { ok = !_entries.ContainsKey(key), signed_upload_url = Storage(key) },
            "FinalizeCacheEntryUpload" => new { ok = true, entry_id = "1" },
            _ => Found(json.RootElement.GetProperty("restore_keys").EnumerateArray().Select(prefix => prefix.GetString()!)) is { } found
                ? new { ok = true, signed_download_url = Storage(found), matched_key = found }
                : new { ok = false },
        }));
    }

    private string Storage(string key) => $"{Address}storage/{Uri.EscapeDataString(key)}?sig=1";

    /// <summary>The newest entry that starts so.</summary>
    private string? Found(IEnumerable<string> prefixes) =>
        prefixes.Select(prefix => _order.LastOrDefault(key => key.StartsWith(prefix, StringComparison.Ordinal))).FirstOrDefault(key => key is not null);

    private (int Status, byte[] Body) Store(HttpListenerRequest request, string key, byte[] body)
    {
        switch (request.HttpMethod, request.QueryString["comp"])
        {
            case ("PUT", "block"):
                _blocks[key + request.QueryString["blockid"]] = body;
                return (201, []);
            case ("PUT", "blocklist"):
                Keep(key, [.. XDocument.Parse(Encoding.UTF8.GetString(body)).Root!.Elements().SelectMany(block => _blocks[key + block.Value])]);
                return (201, []);
            case ("PUT", _):
                Keep(key, body);
                return (201, []);
            default:
                var range = (request.Headers["x-ms-range"] ?? request.Headers["Range"] ?? "bytes=0-")["bytes=".Length..].Split('-');
                return (206, _entries[key][int.Parse(range[0], CultureInfo.InvariantCulture)..]);
        }
    }

    private void Keep(string key, byte[] content)
    {
        _entries[key] = content;
        _order.Enqueue(key);
    }
}
