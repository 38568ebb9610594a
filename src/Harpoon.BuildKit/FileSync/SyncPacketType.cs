namespace Harpoon.BuildKit.FileSync;

/// <summary>See <see href="https://github.com/tonistiigi/fsutil/blob/master/types/wire.proto"/>.</summary>
internal enum SyncPacketType
{
    /// <summary>Sender: an entry; without one, there are no more.</summary>
    Stat = 0,

    /// <summary>Receiver: send this file.</summary>
    Request = 1,

    /// <summary>Sender: a piece of a file; an empty one is its end.</summary>
    Data = 2,

    /// <summary>Both: done.</summary>
    Finish = 3,

    /// <summary>Both: it failed.</summary>
    Error = 4,
}
