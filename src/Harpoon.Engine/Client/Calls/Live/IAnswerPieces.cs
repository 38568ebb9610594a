namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>Follows a live answer, to know whether it stands between two pieces, where it may be silent, or within one.</summary>
internal interface IAnswerPieces
{
    /// <summary>Whether more is due.</summary>
    bool IsInPiece { get; }

    /// <summary>Whether what comes is nothing, and no end of it.</summary>
    bool IsEndless => false;

    /// <summary>Some of it came.</summary>
    void Take(ReadOnlySpan<byte> bytes);
}
