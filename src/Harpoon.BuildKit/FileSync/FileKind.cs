namespace Harpoon.BuildKit.FileSync;

/// <summary>What an entry of a tree is.</summary>
public enum FileKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A named pipe.</summary>
    Pipe,

    /// <summary>A device of characters.</summary>
    CharacterDevice,

    /// <summary>A device of blocks.</summary>
    BlockDevice,
}
