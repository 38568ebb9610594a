namespace Harpoon.Engine.Machine;

/// <summary>A project's name: its file's, without the extension.</summary>
public static class ProjectName
{
    private const string VirtualExtension = ".csproj";
    private const string SourceExtension = ".cs";

    /// <summary>The name; that of a file-based app (<c>dotnet run app.cs</c>) is the source's.</summary>
    /// <param name="projectFile">The full path of the project's file.</param>
    public static string Of(string projectFile) =>
        Path.GetFileNameWithoutExtension(SourceOf(projectFile) ?? projectFile);

    /// <summary>The source file of a file-based app, whose project <c>app.cs.csproj</c> is nowhere but in <c>dotnet</c>'s memory; null for a project's file.</summary>
    /// <param name="projectFile">The full path of the project's file.</param>
    public static string? SourceOf(string projectFile) =>
        projectFile.EndsWith(SourceExtension + VirtualExtension, StringComparison.OrdinalIgnoreCase)
        && projectFile[..^VirtualExtension.Length] is var source && !File.Exists(projectFile) && File.Exists(source)
            ? source
            : null;
}
