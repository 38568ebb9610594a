namespace Harpoon.BuildKit.FileSync;

/// <summary>Modes as Go numbers them, which is not as Unix does. See <see href="https://pkg.go.dev/io/fs#FileMode"/>.</summary>
internal static class GoFileMode
{
    private const uint Folder = 1U << 31;
    private const uint Link = 1U << 27;
    private const uint Device = 1U << 26;
    private const uint Pipe = 1U << 25;
    private const uint SetUser = 1U << 23;
    private const uint SetGroup = 1U << 22;
    private const uint OfCharacters = 1U << 21;
    private const uint Sticky = 1U << 20;
    private const UnixFileMode Special = UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit;

    /// <summary>The mode of an entry.</summary>
    public static uint Of(FileStat entry) =>
        (uint)(entry.Mode & ~Special)
        | (entry.Mode.HasFlag(UnixFileMode.SetUser) ? SetUser : 0)
        | (entry.Mode.HasFlag(UnixFileMode.SetGroup) ? SetGroup : 0)
        | (entry.Mode.HasFlag(UnixFileMode.StickyBit) ? Sticky : 0)
        | entry.Kind switch
        {
            FileKind.Folder => Folder,
            FileKind.Link => Link,
            FileKind.Pipe => Pipe,
            FileKind.CharacterDevice => Device | OfCharacters,
            FileKind.BlockDevice => Device,
            _ => 0,
        };
}
