namespace Harpoon.BuildKit.FileSync;

/// <summary>A file that the other side asked for.</summary>
/// <param name="Id">Its number among all that was announced.</param>
/// <param name="File">What was announced of it.</param>
internal sealed record RequestedFile(uint Id, FileStat File);
