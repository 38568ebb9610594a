namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>One message of a build's, pull's or push's answer; each part is null if the message has none.</summary>
internal sealed record EngineMessage
{
    /// <summary>Text that a build step wrote: any piece of a line, or several lines.</summary>
    public string? Stream { get; init; }

    /// <summary>What is done now: <c>Pulling fs layer</c>, <c>Downloading</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The layer or tag that <see cref="Status"/> speaks of.</summary>
    public string? Id { get; init; }

    /// <summary>How far it is, as a bar and two sizes.</summary>
    public string? Progress { get; init; }

    /// <summary>How much of it is done, where <see cref="Progress"/> is left to its reader; in bytes.</summary>
    public long? Current { get; init; }

    /// <summary>How much there is, in bytes; null if unknown.</summary>
    public long? Total { get; init; }

    /// <summary>Why the work failed.</summary>
    public string? Error { get; init; }

    /// <summary>The exit code of the failed step, where it had one.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>The <c>ID</c> of the auxiliary data: the id of an image that was built.</summary>
    public string? AuxId { get; init; }

    /// <summary>The <c>Digest</c> of the auxiliary data: what the registry knows an image by that was pushed.</summary>
    public string? AuxDigest { get; init; }
}
