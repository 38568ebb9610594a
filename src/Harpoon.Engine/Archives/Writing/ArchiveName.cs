namespace Harpoon.Engine.Archives.Writing;

/// <summary>What the name of an archive says of it.</summary>
internal static class ArchiveName
{
    /// <summary>Whether it is compressed by gzip: <c>.gz</c>, <c>.tgz</c>.</summary>
    public static bool IsCompressed(string path) =>
        path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);
}
