using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Tracing;

/// <summary>Decodes <c>google.protobuf.Timestamp</c>.</summary>
internal static class TimestampDecoder
{
    private const long NanosecondsPerTick = 100;
    private static readonly long FirstSecond = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The time; null for one that is not between the years 1 and 9999. The year 1 itself is how Go writes "never".</summary>
    public static DateTimeOffset? Decode(ReadOnlySpan<byte> message)
    {
        var (seconds, nanoseconds) = (0L, 0L);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: seconds = reader.ReadInt64(); break;
                case 2: nanoseconds = reader.ReadInt32(); break;
                default: break;
            }
        }

        return seconds > FirstSecond && seconds < LastSecond && nanoseconds is >= 0 and < 1_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / NanosecondsPerTick)
            : null;
    }
}
