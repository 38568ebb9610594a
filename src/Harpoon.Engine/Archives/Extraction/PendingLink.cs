namespace Harpoon.Engine.Archives.Extraction;

/// <summary>A symbolic link that is made when all files are there, so that none can be written through it.</summary>
/// <param name="Name">Where it lies.</param>
/// <param name="Target">What it says.</param>
internal sealed record PendingLink(EntryName Name, string Target);
