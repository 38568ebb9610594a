namespace Harpoon.BuildKit.FileSync;

/// <summary>What an entry of a tree is. Nothing else is sent.</summary>
public enum FileKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,
}
