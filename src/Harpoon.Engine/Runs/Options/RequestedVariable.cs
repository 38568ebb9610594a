namespace Harpoon.Engine.Runs.Options;

/// <summary>A variable that a user wants a container to have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; null takes the build's own.</param>
/// <param name="Required">Whether it is an error that neither says anything.</param>
/// <param name="Default">Its value where neither says anything; null for none.</param>
public sealed record RequestedVariable(string Name, string? Value, bool Required = false, string? Default = null);
