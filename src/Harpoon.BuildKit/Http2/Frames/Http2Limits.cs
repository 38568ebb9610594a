namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>What one connection may cost. Sizes are in bytes.</summary>
public sealed record Http2Limits
{
    /// <summary>The largest frame that is taken and sent; the smallest that the RFC allows, so every client may send it.</summary>
    internal const int FrameSize = 16_384;

    /// <summary>Data frames are put together to this size before they are written to the connection, unless no more follow.</summary>
    internal const int WriteSize = 64 << 10;

    /// <summary>The dynamic table of header compression; the RFC's default.</summary>
    internal const int HeaderTableSize = 4_096;

    /// <summary>More than this is a large header list: those of usual calls have some hundred bytes.</summary>
    internal const int LargeHeaderSize = 64 << 10;

    /// <summary>Frames in a row that carry nothing: empty ones, changes of settings, priorities, resets.</summary>
    internal const int FutileFrames = 10_000;

    /// <summary>Calls at a time.</summary>
    public int ConcurrentStreams { get; init; } = 100;

    /// <summary>A request's headers, decoded. The patterns of a large <c>.dockerignore</c> are headers.</summary>
    public int HeaderListSize { get; init; } = 4 << 20;

    /// <summary>The headers of all calls that go on at a time, decoded. A call for which there is no room is refused, and may come again.</summary>
    public int OpenHeaderSize { get; init; } = 8 << 20;

    /// <summary>What all large header lists of a connection may come to. Those of usual calls don't count.</summary>
    public long LargeHeaderTotal { get; init; } = 64 << 20;

    /// <summary>What a call may have received and not yet read.</summary>
    public int StreamWindow { get; init; } = 256 << 10;

    /// <summary>What may wait to be written before a call that wants to send more must wait.</summary>
    public int OutputBuffer { get; init; } = 256 << 10;

    /// <summary>Answers to the other side's own frames that may wait to be written: one that asks and never reads is cut off.</summary>
    public int AnswerBuffer { get; init; } = 1 << 20;

    /// <summary>After this silence the other side is asked for a sign of life.</summary>
    public TimeSpan IdleBeforePing { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it has to give one, and how long one write may take.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the end of a connection may take: the last frames, and the calls that are canceled.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
