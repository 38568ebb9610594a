using System.Text;

namespace Harpoon.Patterns;

/// <summary>The characters between brackets. As in the docker CLI, a negated class takes a slash too.</summary>
/// <param name="Ranges">The ranges of characters; a single character is one too.</param>
/// <param name="IsNegated">Whether it means all the others.</param>
internal sealed record RuneClass(IReadOnlyList<RuneRange> Ranges, bool IsNegated)
{
    /// <summary>Whether a character is one of them.</summary>
    public bool Contains(Rune character)
    {
        for (var i = 0; i < Ranges.Count; i++)
        {
            if (character >= Ranges[i].First && character <= Ranges[i].Last)
            {
                return !IsNegated;
            }
        }

        return IsNegated;
    }
}

/// <summary>Characters that follow each other.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
internal sealed record RuneRange(Rune First, Rune Last);
