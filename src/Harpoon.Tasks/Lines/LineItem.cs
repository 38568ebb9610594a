using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines;

/// <summary>Turns <c>DockerfileLine</c> items into lines.</summary>
internal static class LineItem
{
    public const string ItemName = "DockerfileLine";
    public const string Arguments = "Arguments";
    public const string Content = "Content";

    public static bool IsLine(string itemName) => itemName.Equals(ItemName, StringComparison.OrdinalIgnoreCase);

    /// <summary>A result without errors: the lines that the task got, at their places where those are known.</summary>
    public static LineVerificationResult Locate(
        LineVerificationRequest request,
        ImmutableArray<SourceLocation?> places,
        ImmutableArray<SourceLocation?> textPlaces)
    {
        var lines = ImmutableArray.CreateBuilder<DockerfileLine>();
        foreach (var received in request.Items)
        {
            foreach (var item in IsLine(received.ItemName) ? received.Items : [])
            {
                lines.Add(Read(item, lines.Count < places.Length ? places[lines.Count] : null));
            }
        }

        return new LineVerificationResult([], [], lines.ToImmutable(), textPlaces);
    }

    /// <summary>The line that an item is.</summary>
    public static DockerfileLine Read(ITaskItem item, SourceLocation? location)
    {
        var arguments = item.GetMetadata(Arguments);
        var text = arguments.Length == 0 ? item.ItemSpec : $"{item.ItemSpec} {arguments}";
        var content = item.GetMetadata(Content);
        return new DockerfileLine(text, content.Length == 0 ? null : content, location);
    }
}
