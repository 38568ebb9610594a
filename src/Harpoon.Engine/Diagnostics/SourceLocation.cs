namespace Harpoon.Engine.Diagnostics;

/// <summary>A place in a file that a person wrote.</summary>
/// <param name="File">The full path of the file.</param>
/// <param name="Line">The line, from 1; 0 where only the file is known.</param>
/// <param name="Column">The column, from 1; 0 where only the line is known.</param>
public sealed record SourceLocation(string File, int Line = 0, int Column = 0);
