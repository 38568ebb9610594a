namespace Harpoon.Engine.Dockerfiles.Lines;

/// <summary>A file written in the project itself, that goes into the context.</summary>
/// <param name="ContextPath">Its path in the context, with forward slashes.</param>
/// <param name="Content">Its text.</param>
public sealed record InlineFile(string ContextPath, string Content);
