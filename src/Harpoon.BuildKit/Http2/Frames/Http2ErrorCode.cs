namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-7"/>.</summary>
internal enum Http2ErrorCode
{
    NoError = 0,
    ProtocolError = 1,
    InternalError = 2,
    FlowControlError = 3,
    SettingsTimeout = 4,
    StreamClosed = 5,
    FrameSizeError = 6,
    RefusedStream = 7,
    Cancel = 8,
    CompressionError = 9,
    EnhanceYourCalm = 11,
}
