namespace Harpoon.Engine.Machine.Ci;

/// <summary>A CI system that runs the build, and takes some lines of its output for commands.</summary>
public abstract class CiSystem
{
    /// <summary>Text that others wrote, as it may be shown: no line of it is a command.</summary>
    public abstract string Show(string text);

    /// <summary>Text that others wrote, as a part of an error or a warning.</summary>
    public abstract string Quote(string text);

    /// <summary>The line that begins a group of lines, which the log folds; null if there is none.</summary>
    public abstract string? BeginGroup(string title);

    /// <summary>The line that ends it.</summary>
    public abstract string? EndGroup(string title);

    /// <summary>Sets outputs, for later steps to read.</summary>
    /// <returns>The lines to print for that.</returns>
    /// <exception cref="IOException">Their file can't be written.</exception>
    public abstract IEnumerable<string> SetOutputs(IReadOnlyList<CiOutput> outputs);

    /// <summary>Adds to the page that sums up the build.</summary>
    /// <param name="markdown">What is added.</param>
    /// <param name="file">The full path of a file for it, where the system reads one.</param>
    /// <returns>The lines to print for that.</returns>
    /// <exception cref="IOException">A file can't be written.</exception>
    public abstract IEnumerable<string> AddSummary(string markdown, string file);
}

/// <summary>A value that a build hands on.</summary>
/// <param name="Name">Its name: letters, digits and <c>_</c>.</param>
/// <param name="Value">It.</param>
public sealed record CiOutput(string Name, string Value);
