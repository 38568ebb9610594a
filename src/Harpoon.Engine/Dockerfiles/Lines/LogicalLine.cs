namespace Harpoon.Engine.Dockerfiles.Lines;

/// <summary>An instruction's lines, joined where they continue.</summary>
/// <param name="Text">The joined text.</param>
/// <param name="StartLine">The first line, from 1.</param>
/// <param name="EndLine">The last line.</param>
internal readonly record struct LogicalLine(string Text, int StartLine, int EndLine);
