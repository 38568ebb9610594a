using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Http2;

/// <summary>What the streams of a connection share to send.</summary>
internal sealed record Http2Pipes(FrameOutput Output, FrameWriter Writer, SendWindows Windows);
