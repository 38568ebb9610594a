namespace Harpoon.Architecture.Tests.Infrastructure;

/// <summary>The repository as it stands on disk.</summary>
internal static class Sources
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The C# files below <c>src</c>, from there on, without what a build writes.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Root, "src"), file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))];

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Harpoon.Build.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
