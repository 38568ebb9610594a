namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>An answer that has no reason to be silent, as an archive: all of it is one piece.</summary>
internal sealed class WholePiece : IAnswerPieces
{
    public bool IsInPiece => true;

    public void Take(ReadOnlySpan<byte> bytes)
    {
    }
}
