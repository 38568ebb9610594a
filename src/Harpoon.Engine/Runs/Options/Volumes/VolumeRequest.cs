namespace Harpoon.Engine.Runs.Options.Volumes;

/// <summary>A volume as a user wrote it.</summary>
/// <param name="Text"><c>source:target:options</c>, <c>source:target</c> or <c>target</c>; the source alone where <paramref name="Target"/> is given.</param>
/// <param name="Target">Where in the container; null where the text says it.</param>
/// <param name="Type"><c>bind</c>, <c>volume</c> or <c>tmpfs</c>; null where the text tells: what looks like a path is a bind.</param>
/// <param name="ReadOnly">Whether the container may only read it; null where the text says it.</param>
public sealed record VolumeRequest(string Text, string? Target = null, string? Type = null, bool? ReadOnly = null);
