namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-6.5.2"/>.</summary>
internal enum Http2Setting
{
    None = 0,
    HeaderTableSize = 1,
    EnablePush = 2,
    MaxConcurrentStreams = 3,
    InitialWindowSize = 4,
    MaxFrameSize = 5,
    MaxHeaderListSize = 6,
}
