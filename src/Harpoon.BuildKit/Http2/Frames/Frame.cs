namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>A frame that was read. Its payload is valid until the next one is read.</summary>
internal sealed record Frame(FrameHeader Header, ReadOnlyMemory<byte> Payload);
