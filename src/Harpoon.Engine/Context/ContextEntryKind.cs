namespace Harpoon.Engine.Context;

/// <summary>What an entry of a context is. The values are stored in stamps.</summary>
internal enum ContextEntryKind
{
    /// <summary>A regular file.</summary>
    File = 1,

    /// <summary>A folder.</summary>
    Folder = 2,

    /// <summary>A symbolic link, sent as one.</summary>
    Link = 3,

    /// <summary>A socket, a pipe or a device: never sent.</summary>
    Special = 4,
}
