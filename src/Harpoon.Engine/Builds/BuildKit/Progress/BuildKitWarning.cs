using Harpoon.BuildKit.Tracing;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>BuildKit's warnings as ours. A rule of its checks is a part of the code, so that each can be silenced, or made an error, by itself.</summary>
internal static class BuildKitWarning
{
    private const string Code = "HRP3040";

    public static Diagnostic Of(TraceWarning warning, VertexLocator locator)
    {
        var colon = warning.Summary.IndexOf(':', StringComparison.Ordinal);
        var isRule = colon > 0 && !warning.Summary.AsSpan(0, colon).ContainsAnyExcept(Letters);
        var (code, text) = isRule
            ? ($"{Code}-{warning.Summary[..colon]}", warning.Summary[(colon + 1)..].Trim())
            : (Code, warning.Summary);
        var line = warning.Ranges.IsDefaultOrEmpty ? null : locator.OfLine(warning.Ranges[0].StartLine);
        return Diagnostic.Of(Code, text, Details(warning)).At(line) with { Code = code };
    }

    private static System.Buffers.SearchValues<char> Letters { get; } =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static string Details(TraceWarning warning)
    {
        IEnumerable<string> parts = [.. warning.Detail, .. warning.HelpLink is { } link ? [link] : (string[])[]];
        return string.Concat(parts.Select(part => $" {part}"));
    }
}
