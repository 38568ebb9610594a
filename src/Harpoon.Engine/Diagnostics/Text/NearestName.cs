namespace Harpoon.Engine.Diagnostics.Text;

/// <summary>Finds the name that a misspelled one was perhaps meant to be.</summary>
public static class NearestName
{
    /// <summary>The name that is at most two letters away, or one where the word is short; null if none is. Case does not count.</summary>
    public static string? Of(string word, IReadOnlyCollection<string> names)
    {
        var wanted = word.ToUpperInvariant();
        var allowed = wanted.Length < 4 ? 1 : 2;
        var nearest = names.MinBy(name => EditDistance.Between(wanted, name.ToUpperInvariant()));
        return nearest is not null && EditDistance.Between(wanted, nearest.ToUpperInvariant()) <= allowed ? nearest : null;
    }
}
