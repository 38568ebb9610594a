using System.Collections.Immutable;
using System.Text;

namespace Harpoon.Tasks.Lines.Texts;

/// <summary>What a text must become: the known parts in order, and gaps where only MSBuild knows the value.</summary>
/// <param name="Parts">The parts; null for a gap.</param>
internal sealed record ExpectedText(ImmutableArray<string?> Parts)
{
    /// <summary>Whether a text is this one.</summary>
    public bool Matches(string actual) => Matches(actual, text => text);

    /// <summary>Whether a text is this one when each is looked at through a filter.</summary>
    public bool Matches(string actual, Func<string, string> filter)
    {
        var known = KnownRuns(filter);
        var text = filter(actual);
        if (known.Count == 1)
        {
            return text == known[0];
        }

        if (!text.StartsWith(known[0], StringComparison.Ordinal))
        {
            return false;
        }

        var position = known[0].Length;
        for (var i = 1; i < known.Count - 1; i++)
        {
            var found = text.IndexOf(known[i], position, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            position = found + known[i].Length;
        }

        return text.Length - position >= known[^1].Length && text.EndsWith(known[^1], StringComparison.Ordinal);
    }

    /// <summary>Whether a known part has one of these characters.</summary>
    public bool ContainsAny(string characters) =>
        Parts.Any(part => part is not null && part.AsSpan().ContainsAny(characters));

    /// <summary>The same without blanks at its ends, which MSBuild takes from an <c>Include</c>.</summary>
    public ExpectedText Trim()
    {
        if (Parts.IsEmpty)
        {
            return this;
        }

        var parts = Parts.SetItem(0, Parts[0]?.TrimStart());
        return new ExpectedText(parts.SetItem(parts.Length - 1, parts[^1]?.TrimEnd()));
    }

    /// <summary>The known parts between the gaps: one more than there are gaps.</summary>
    private List<string> KnownRuns(Func<string, string> filter)
    {
        var runs = new List<string>();
        var run = new StringBuilder();
        foreach (var part in Parts)
        {
            if (part is null)
            {
                runs.Add(filter(run.ToString()));
                run.Clear();
            }
            else
            {
                run.Append(part);
            }
        }

        runs.Add(filter(run.ToString()));
        return runs;
    }
}
