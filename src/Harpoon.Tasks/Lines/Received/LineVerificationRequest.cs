using Harpoon.Engine.Machine;

namespace Harpoon.Tasks.Lines.Received;

/// <summary>What a task got, to be compared with what was written.</summary>
/// <param name="ProjectFile">The full path of the project that is built.</param>
/// <param name="GlobalProperties">The build's own: <c>IBuildEngine6.GetGlobalProperties</c>.</param>
/// <param name="Items">The free-text items that the task got, a name each; a name without items belongs here too, since a lost line leaves none.</param>
/// <param name="Text">The property that is text; null for none.</param>
/// <param name="CacheFile">The full path of a file under <c>obj/</c> for the result, one for each project and framework; null for no cache.</param>
/// <param name="Host">The machine, as the task sees it.</param>
public sealed record LineVerificationRequest(
    string ProjectFile,
    IReadOnlyDictionary<string, string> GlobalProperties,
    IReadOnlyList<ReceivedItems> Items,
    ReceivedText? Text,
    string? CacheFile,
    HostEnvironment Host)
{
    /// <summary>Whether the project is looked through for names that are nearly Harpoon's. One task of a build does that.</summary>
    public bool WarnsOfNames { get; init; }
}
