namespace Harpoon.BuildKit.Tracing;

/// <summary>Bytes that a step wrote: not whole lines, and not whole characters.</summary>
/// <param name="Vertex">The step's digest.</param>
/// <param name="Stream">1 for standard output, 2 for standard error.</param>
/// <param name="Message">The bytes.</param>
/// <param name="Timestamp">When.</param>
public sealed record TraceLog(string Vertex, int Stream, ReadOnlyMemory<byte> Message, DateTimeOffset? Timestamp);
