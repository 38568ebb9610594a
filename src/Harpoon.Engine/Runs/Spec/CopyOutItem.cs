namespace Harpoon.Engine.Runs.Spec;

/// <summary>What to copy out of a container when its command has ended.</summary>
/// <param name="Path">A file or folder in the container, from its root, which arrives under its own name; a folder that ends in <c>/.</c> arrives without: what is in it does. A symbolic link is followed.</param>
/// <param name="Destination">The full path of the folder that it arrives in, made where it is missing. What is there already under the same name is replaced, the rest stays.</param>
public sealed record CopyOutItem(string Path, string Destination);
