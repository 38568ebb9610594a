using System.Collections.Immutable;

namespace Harpoon.BuildKit.Grpc;

/// <summary>A call ends with a status other than Ok. The message goes to the daemon, and often from there to the user.</summary>
/// <param name="status">The status.</param>
/// <param name="message">What happened.</param>
/// <param name="innerException">What the system said.</param>
public sealed class RpcException(RpcStatus status, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The status.</summary>
    public RpcStatus Status { get; } = status;

    /// <summary>What the other side adds to the message.</summary>
    public ImmutableArray<RpcDetail> Details { get; init; } = [];
}
