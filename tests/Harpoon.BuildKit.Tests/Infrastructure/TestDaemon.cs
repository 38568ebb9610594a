using System.Net.Sockets;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>The engine that the tests run on: a unix socket.</summary>
internal static class TestDaemon
{
    private static readonly Lazy<string?> Reason = new(Ask);

    /// <summary>Null where an engine answers, else why not.</summary>
    public static string? WhyNone => Reason.Value;

    public static string Base { get; } = Environment.GetEnvironmentVariable("HARPOON_TEST_BASE") is { Length: > 0 } name ? name : "harpoon-test-base:latest";

    private static string SocketPath =>
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host && host.StartsWith("unix://", StringComparison.Ordinal)
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
        BaseAddress = new Uri("http://docker/v1.41/"),
        Timeout = TimeSpan.FromMinutes(2),
    };

    private static string? Ask()
    {
        try
        {
            Task.Run(() => ConnectAsync(CancellationToken.None).AsTask()).GetAwaiter().GetResult().Dispose();
            return null;
        }
        catch (SocketException e)
        {
            return $"No engine answers at {SocketPath}: {e.Message}";
        }
    }
}
