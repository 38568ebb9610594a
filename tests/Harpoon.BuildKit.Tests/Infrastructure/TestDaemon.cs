using System.Net.Sockets;
using System.Text;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>The engine that the tests run on, at its unix socket: how its users reach it, by TLS or by ssh, is nothing that a session knows of.</summary>
internal static class TestDaemon
{
    private static readonly Lazy<(string? WhyNone, string Head)> Answer = new(() => Task.Run(PingAsync).GetAwaiter().GetResult());

    /// <summary>Null where an engine answers, else why not.</summary>
    public static string? WhyNone => Answer.Value.WhyNone;

    /// <summary>Why an engine that answers can't be used; null if it can.</summary>
    public static string? WhyNotThis => Header("Libpod-API-Version") is null ? null : "Podman has no BuildKit sessions.";

    public static string Base { get; } = Environment.GetEnvironmentVariable("HARPOON_TEST_BASE") is { Length: > 0 } name ? name : "harpoon-test-base:latest";

    /// <summary>What the paths of calls start with: <c>/v1.51</c>, the newest version that the engine speaks.</summary>
    public static string ApiPath => $"/v{Header("Api-Version")}";

    /// <summary>HARPOON_TEST_SOCKET, where eng/test-engine.sh knows it; else what DOCKER_HOST says.</summary>
    private static string SocketPath =>
        Environment.GetEnvironmentVariable("HARPOON_TEST_SOCKET") is { Length: > 0 } socket ? socket
        : Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host && host.StartsWith("unix://", StringComparison.Ordinal)
            ? host["unix://".Length..]
            : "/var/run/docker.sock";

    public static async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public static HttpClient Http() => new(new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(token) })
    {
        BaseAddress = new Uri($"http://docker{ApiPath}/"),
        Timeout = TimeSpan.FromMinutes(2),
    };

    private static string? Header(string name) => Answer.Value.Head.Split("\r\n")
        .Where(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 2)..])
        .FirstOrDefault();

    private static async Task<(string? WhyNone, string Head)> PingAsync()
    {
        try
        {
            await using var stream = await ConnectAsync(CancellationToken.None);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"));
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return (null, await reader.ReadToEndAsync());
        }
        catch (SocketException e)
        {
            return ($"No engine answers at {SocketPath}: {e.Message}", "");
        }
    }
}
