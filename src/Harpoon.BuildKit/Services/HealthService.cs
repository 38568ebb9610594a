using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.Services;

/// <summary>Says that the session is alive; the daemon asks every 1 to 5 s, and drops a session that doesn't answer.</summary>
internal sealed class HealthService : UnaryMethod
{
    /// <summary><c>status: SERVING</c>.</summary>
    private static readonly byte[] Serving = [0x08, 0x01];

    /// <inheritdoc/>
    public override string Name => "/grpc.health.v1.Health/Check";

    /// <inheritdoc/>
    protected override ValueTask<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken) =>
        new(Serving);
}
