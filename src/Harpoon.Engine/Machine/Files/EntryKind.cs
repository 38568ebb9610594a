namespace Harpoon.Engine.Machine.Files;

/// <summary>What an entry of a context is. The values are stored in stamps.</summary>
internal enum EntryKind
{
    /// <summary>A regular file.</summary>
    File = 1,

    /// <summary>A folder.</summary>
    Folder = 2,

    /// <summary>A symbolic link, sent as one.</summary>
    Link = 3,

    /// <summary>A socket. BuildKit's clients send it as an empty file, and no tar can hold one.</summary>
    Socket = 4,

    /// <summary>A named pipe, sent as one and never opened.</summary>
    Pipe = 5,

    /// <summary>A device of characters, sent as one.</summary>
    CharacterDevice = 6,

    /// <summary>A device of blocks, sent as one.</summary>
    BlockDevice = 7,
}
