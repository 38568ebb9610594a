using System.Buffers;

namespace Harpoon.Engine.Diagnostics.Text;

/// <summary>The control characters of ASCII that mean something in a container's output.</summary>
internal static class Control
{
    public const byte Bell = 0x07;
    public const byte Cancel = 0x18;
    public const byte Substitute = 0x1A;
    public const byte Escape = 0x1B;

    /// <summary>All bytes that are not simply a part of a line's text: the controls but the tab. No byte of a longer UTF-8 sequence is among them.</summary>
    public static SearchValues<byte> All { get; } = SearchValues.Create(
    [
        0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
        0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F, 0x7F,
    ]);
}
