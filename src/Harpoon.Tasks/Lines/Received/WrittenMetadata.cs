using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Received;

/// <summary>Metadata as it was written: empty is a value, and differs from none. An empty property must not stand for "take the host's".</summary>
internal static class WrittenMetadata
{
    /// <summary>The value; null if the item has no such metadata.</summary>
    public static string? Of(ITaskItem item, string name)
    {
        var value = item.GetMetadata(name);
        return value.Length > 0 || IsThere(item, name) ? value : null;
    }

    // GetMetadata gives an empty text for either.
    private static bool IsThere(ITaskItem item, string name) =>
        item.CloneCustomMetadata().Keys.Cast<string>().Contains(name, StringComparer.OrdinalIgnoreCase);
}
