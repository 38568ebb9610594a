using Harpoon.Tasks.Lines.Received;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>A name and perhaps a value: <c>NAME</c> with <c>Value</c> metadata, <c>NAME=value</c>, or <c>NAME</c> alone.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value, which may be empty; null if there is none.</param>
internal sealed record NamedValue(string Name, string? Value)
{
    /// <summary>As <c>NAME=value</c>, or the name alone.</summary>
    public string Text => Value is null ? Name : $"{Name}={Value}";

    public static NamedValue Read(ITaskItem item)
    {
        var text = item.ItemSpec;
        var value = WrittenMetadata.Of(item, "Value");
        var equals = text.IndexOf('=', StringComparison.Ordinal);

        // An item definition gives an empty Value to all items, also to those that say theirs themselves.
        return string.IsNullOrEmpty(value) && equals > 0
            ? new NamedValue(text[..equals], text[(equals + 1)..])
            : new NamedValue(text, value);
    }
}
