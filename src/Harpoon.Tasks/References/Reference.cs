using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.References;

/// <summary>An item that names another project.</summary>
/// <param name="Item">The item.</param>
/// <param name="Project">The full path of the project that it names.</param>
internal sealed record Reference(ItemReference Item, string Project)
{
    /// <summary>The reference of an item; null if it names no project.</summary>
    public static Reference? Of(string itemName, ITaskItem item, HostEnvironment host) =>
        ReferencedImages.PathOf(item, host) is { } project ? new(new ItemReference(itemName, item.ItemSpec), project) : null;

    /// <summary>What is wrong with it, at its item.</summary>
    public Diagnostic Wrong(string code, object argument) => Diagnostic.Of(code, Item.Name, Item.Include, argument).About(Item);

    /// <summary>That it closes a circle.</summary>
    public Diagnostic Circle(ImmutableArray<string> projects) => Wrong("HRP3303", string.Join(" -> ", projects));
}
