using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Archives.Extraction;

/// <summary>Warns of entries that were not written: of a few one by one, of more at once. The links of a whole system are hundreds.</summary>
/// <param name="warn">Gets the warnings.</param>
internal sealed class SkippedEntries(Action<Diagnostic> warn)
{
    private const int Few = 3;

    private readonly List<(Diagnostic Warning, string Entry)> _skipped = [];

    /// <summary>Notes a link that leads out.</summary>
    public void AddLink(string name, string target) => _skipped.Add((Diagnostic.Of("HRP4072", name, target), $"'{name}' to '{target}'"));

    /// <summary>Notes what is neither a file nor a folder.</summary>
    public void AddOther(string name, string kind) => _skipped.Add((Diagnostic.Of("HRP4073", name, kind), $"'{name}' ({kind})"));

    /// <summary>Warns of what was noted.</summary>
    public void Report()
    {
        foreach (var alike in _skipped.GroupBy(entry => entry.Warning.Code))
        {
            (Diagnostic Warning, string Entry)[] entries = [.. alike];
            if (entries.Length > Few)
            {
                warn(Diagnostic.Of($"{alike.Key}.Many", entries.Length, string.Join(", ", entries.Take(Few).Select(entry => entry.Entry)), entries.Length - Few));
                continue;
            }

            foreach (var entry in entries)
            {
                warn(entry.Warning);
            }
        }

        _skipped.Clear();
    }
}
