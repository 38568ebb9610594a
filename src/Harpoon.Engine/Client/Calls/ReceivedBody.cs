namespace Harpoon.Engine.Client.Calls;

/// <summary>The body of an answer, once it has come.</summary>
internal sealed class ReceivedBody
{
    public ReadOnlyMemory<byte> Bytes { get; set; }
}
