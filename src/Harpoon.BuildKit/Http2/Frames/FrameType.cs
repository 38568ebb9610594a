namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-6"/>. Frames of other types are skipped.</summary>
internal enum FrameType
{
    Data = 0,
    Headers = 1,
    Priority = 2,
    ResetStream = 3,
    Settings = 4,
    PushPromise = 5,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
    Continuation = 9,
}
