using Microsoft.Build.Evaluation;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Several texts in one metadata, between <c>;</c>, as MSBuild's lists are. A <c>;</c> that belongs to a text is written <c>%3B</c>.</summary>
internal static class MetadataList
{
    public static IEnumerable<string> Read(ITaskItem item, string name)
    {
        // Escaped, or a '%3B' could not be distinguished from a ';'.
        var escaped = item is ITaskItem2 whole ? whole.GetMetadataValueEscaped(name) : item.GetMetadata(name);
        return escaped.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ProjectCollection.Unescape);
    }
}
