namespace Harpoon.Tasks.Lines.Received;

/// <summary>A property that is free text, as a task got it.</summary>
/// <param name="PropertyName">The name in the project, such as <c>DockerfileText</c> or <c>DockerRunCommand</c>.</param>
/// <param name="Value">The text; empty if the property is not used.</param>
public sealed record ReceivedText(string PropertyName, string Value);
