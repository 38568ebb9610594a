namespace Harpoon.BuildKit.Tracing;

/// <summary>A place in a Dockerfile. Lines start at 1, characters at 0.</summary>
public sealed record TraceRange(int StartLine, int StartCharacter, int EndLine, int EndCharacter);
