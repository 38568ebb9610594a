using System.Collections.Immutable;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Tracing;

namespace Harpoon.BuildKit.Control;

/// <summary>Why a build failed, in BuildKit's words and by what it adds to them. See
/// <see href="https://github.com/moby/buildkit/blob/master/solver/errdefs/errdefs.proto"/>.</summary>
/// <param name="Status">The status of the call.</param>
/// <param name="Message">What happened.</param>
public sealed record SolveFailure(RpcStatus Status, string Message)
{
    /// <summary>The digest of the step that failed; null if none did, or BuildKit doesn't say.</summary>
    public string? Vertex { get; init; }

    /// <summary>The places in the Dockerfile that it is about, the innermost first.</summary>
    public ImmutableArray<SolveSource> Sources { get; init; } = [];

    /// <summary>A feature of the frontend that this BuildKit lacks; null if that is not the reason.</summary>
    public string? MissingCapability { get; init; }

    /// <summary>A request of the frontend (<c>frontend.lint</c>) that it does not know; null if that is not the reason.</summary>
    public string? UnknownSubrequest { get; init; }
}

/// <summary>A place in a file that a build read.</summary>
/// <param name="FileName">The file, as the frontend was asked for it.</param>
/// <param name="Ranges">The lines.</param>
public sealed record SolveSource(string FileName, ImmutableArray<TraceRange> Ranges);

/// <summary>A build failed.</summary>
/// <param name="failure">Why.</param>
/// <param name="innerException">The call's end.</param>
public sealed class SolveFailedException(SolveFailure failure, Exception? innerException = null) : Exception(failure.Message, innerException)
{
    /// <summary>Why.</summary>
    public SolveFailure Failure { get; } = failure;
}
