using System.Text;
using Harpoon.BuildKit.Sessions;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>
/// The daemon's gRPC services as all versions have them: <c>POST /grpc</c> with an upgrade to h2c. From Docker 29.2 on they are on the socket itself; what
/// follows is the same.
/// </summary>
internal static class UpgradedDaemon
{
    public static async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var stream = await TestDaemon.ConnectAsync(cancellationToken);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes("POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n"), cancellationToken);
        var answer = await HttpHead.ReadAsync(stream, cancellationToken);
        Assert.Equal(101, answer.Status);
        return stream;
    }
}
