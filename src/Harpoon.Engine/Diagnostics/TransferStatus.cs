namespace Harpoon.Engine.Diagnostics;

/// <summary>How far a transfer is: a build context or an image on its way.</summary>
/// <param name="Name">What goes on, as the start of a line: <c>Pulling alpine:3.22</c>. Identifies the transfer.</param>
/// <param name="Done">How many bytes are through.</param>
/// <param name="Total">How many there are; null if that is not known.</param>
public sealed record TransferStatus(string Name, long Done, long? Total)
{
    /// <summary>Whether <see cref="Total"/> is only the most that there may be: of a context that the engine has in part.</summary>
    public bool IsAtMost { get; init; }

    /// <summary>How many parts are through, and how many there are; null for what has no parts.</summary>
    public (int Done, int Total)? Layers { get; init; }

    /// <summary>Whether it has ended, well or not: nothing more of this name comes.</summary>
    public bool IsOver { get; init; }

    /// <summary>How much of it is done, from 0 to 100; null if that is not known.</summary>
    public int? Percent => Total is > 0 and var total && !IsAtMost ? (int)(Math.Min(Done, total) * 100 / total) : null;
}
