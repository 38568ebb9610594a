using System.Buffers.Binary;
using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Http2;

/// <summary>
/// What the other side asks of us. Its frame size and header table are never smaller than what we use, so only the window counts.
/// See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-6.5.2"/>.
/// </summary>
internal sealed class PeerSettings(Http2Pipes pipes)
{
    private const int SettingSize = 6;
    private const uint LargestFrame = (1 << 24) - 1;

    /// <summary>Applies a SETTINGS frame.</summary>
    /// <exception cref="Http2ViolationException">It is cut, or a value is not allowed.</exception>
    public void Apply(ReadOnlySpan<byte> payload)
    {
        if (payload.Length % SettingSize != 0)
        {
            throw new Http2ViolationException(Http2ErrorCode.FrameSizeError, "a SETTINGS frame is truncated.");
        }

        for (; !payload.IsEmpty; payload = payload[SettingSize..])
        {
            Apply((Http2Setting)BinaryPrimitives.ReadUInt16BigEndian(payload), BinaryPrimitives.ReadUInt32BigEndian(payload[2..]));
        }
    }

    private static void Require(bool allowed, Http2Setting setting, Http2ErrorCode code = Http2ErrorCode.ProtocolError)
    {
        if (!allowed)
        {
            throw new Http2ViolationException(code, $"the setting {setting} has a value that is not allowed.");
        }
    }

    private void Apply(Http2Setting setting, uint value)
    {
        switch (setting)
        {
            case Http2Setting.EnablePush:
                Require(value <= 1, setting);
                break;
            case Http2Setting.MaxFrameSize:
                Require(value is >= Http2Limits.FrameSize and <= LargestFrame, setting);
                break;
            case Http2Setting.InitialWindowSize:
                Require(value <= int.MaxValue, setting, Http2ErrorCode.FlowControlError);
                pipes.Windows.SetInitial((int)value);
                break;
            default:
                break;
        }
    }
}
