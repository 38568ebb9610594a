using System.Diagnostics.CodeAnalysis;

namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>What a frame's flags mean, by its type.</summary>
[Flags]
[SuppressMessage("Design", "CA1069:Enums should not have duplicate values", Justification = "A bit means different things in different frames.")]
internal enum FrameFlags
{
    None = 0,

    /// <summary>DATA, HEADERS: the sender is done with the stream.</summary>
    EndStream = 0x1,

    /// <summary>SETTINGS, PING: an answer.</summary>
    Ack = 0x1,

    /// <summary>HEADERS, CONTINUATION: the header block is whole.</summary>
    EndHeaders = 0x4,

    /// <summary>DATA, HEADERS: padding follows the content.</summary>
    Padded = 0x8,

    /// <summary>HEADERS: five bytes of priority stand before the block.</summary>
    Priority = 0x20,
}
