namespace Harpoon.BuildKit.Http2;

/// <summary>What may still be sent in one stream. <see cref="SendWindows"/> alone touches it.</summary>
internal sealed class SendWindow
{
    /// <summary>In bytes; below zero where the other side took some back.</summary>
    public long Left { get; set; }
}
