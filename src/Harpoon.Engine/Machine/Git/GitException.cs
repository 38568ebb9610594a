namespace Harpoon.Engine.Machine.Git;

/// <summary>A repository could not be read; the message is the part of a sentence that says why.</summary>
public sealed class GitException(string message, Exception? inner = null) : Exception(message, inner);
