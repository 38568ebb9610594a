using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Received;

/// <summary>The items of one name, as a task got them.</summary>
/// <param name="ItemName">The name in the project, such as <c>DockerfileLine</c> or <c>DockerRunArgument</c>.</param>
/// <param name="Items">All of them, in order and not batched.</param>
public sealed record ReceivedItems(string ItemName, IReadOnlyList<ITaskItem> Items);
