using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Received;

/// <summary>Turns <c>DockerfileLine</c> items into lines.</summary>
internal static class LineItem
{
    public const string ItemName = "DockerfileLine";
    public const string Arguments = "Arguments";
    public const string Content = "Content";
    public const string Restore = "Restore";
    public const string Before = "Before";
    public const string After = "After";

    public static bool IsLine(string itemName) => itemName.Equals(ItemName, StringComparison.OrdinalIgnoreCase);

    /// <summary>A result without errors: the lines that the task got, at their places where those are known.</summary>
    public static LineVerificationResult Locate(
        LineVerificationRequest request,
        ImmutableArray<LinePlace> places,
        ImmutableArray<SourceLocation?> textPlaces)
    {
        var lines = ImmutableArray.CreateBuilder<DockerfileLine>();
        foreach (var received in request.Items)
        {
            foreach (var item in IsLine(received.ItemName) ? received.Items : [])
            {
                lines.Add(Read(item, lines.Count < places.Length ? places[lines.Count] : LinePlace.Unknown));
            }
        }

        return new LineVerificationResult([], [], lines.ToImmutable(), textPlaces);
    }

    /// <summary>The line that an item is.</summary>
    public static DockerfileLine Read(ITaskItem item, LinePlace place)
    {
        var arguments = OwnLines(item.GetMetadata(Arguments));
        var text = arguments.Length == 0 ? item.ItemSpec : $"{item.ItemSpec} {arguments}";
        return new DockerfileLine(text, WrittenMetadata.Of(item, Content), place.Location) { Indent = place.Indent, IsRestore = IsRestore(item, place), Side = SideOf(item, place) };
    }

    private static bool IsRestore(ITaskItem item, LinePlace place) => item.GetMetadata(Restore).Trim() switch
    {
        "" => false,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw new HarpoonException(Diagnostic.Of("HRP1060", text, Restore, "true or false").At(place.Location)),
    };

    /// <exception cref="HarpoonException">HRP3400: it stands beside nothing that there is.</exception>
    private static AppSide SideOf(ITaskItem item, LinePlace place)
    {
        var (before, after) = (item.GetMetadata(Before).Trim(), item.GetMetadata(After).Trim());
        return (before.Length, after.Length) switch
        {
            (0, 0) => AppSide.None,
            (_, 0) when IsApp(before) => AppSide.Before,
            (0, _) when IsApp(after) => AppSide.After,
            _ => throw new HarpoonException(Diagnostic.Of("HRP3400", item.ItemSpec).At(place.Location)),
        };
    }

    private static bool IsApp(string text) => text.Equals("app", StringComparison.OrdinalIgnoreCase);

    /// <summary>Between an element's tags text starts and ends on lines of its own, which are not the Dockerfile's.</summary>
    private static string OwnLines(string arguments)
    {
        var start = arguments.AsSpan().TrimStart(" \t\r").StartsWith('\n') ? arguments.TrimStart() : arguments;
        var end = start.AsSpan().TrimEnd(" \t");
        return end.EndsWith('\n') ? end[..^1].ToString() : start;
    }
}
