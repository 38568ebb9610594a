using System.Collections;
using System.Collections.Immutable;
using System.Text;

namespace Harpoon.BuildKit.Patterns;

/// <summary>
/// Matches whole paths against a pattern's parts. It follows all possibilities at once, so its time is bounded by path times pattern:
/// no pattern can make it slow.
/// </summary>
internal sealed class Glob(ImmutableArray<GlobToken> tokens)
{
    private static readonly Rune Slash = new('/');

    /// <summary>Whether the whole path matches.</summary>
    public bool Matches(string path)
    {
        // Two states a token: before it, and within it (the folders of '**/').
        var now = new BitArray((2 * tokens.Length) + 1);
        var next = new BitArray(now.Length);
        Enter(now, 0);
        foreach (var character in path.EnumerateRunes())
        {
            next.SetAll(false);
            Step(now, next, character);
            (now, next) = (next, now);
        }

        return now[2 * tokens.Length];
    }

    /// <summary>Goes to a token, and past those that may match nothing.</summary>
    private void Enter(BitArray states, int token)
    {
        states[2 * token] = true;
        while (token < tokens.Length && tokens[token].Kind is GlobTokenKind.Star or GlobTokenKind.Folders or GlobTokenKind.Everything)
        {
            token++;
            states[2 * token] = true;
        }
    }

    private void Step(BitArray now, BitArray next, Rune character)
    {
        for (var token = 0; token < tokens.Length; token++)
        {
            var (isBefore, isWithin) = (now[2 * token], now[(2 * token) + 1]);
            if ((isBefore || isWithin) && tokens[token].Takes(character))
            {
                Take(next, token, character);
            }
        }
    }

    private void Take(BitArray next, int token, Rune character)
    {
        switch (tokens[token].Kind)
        {
            case GlobTokenKind.Star or GlobTokenKind.Everything:
                Enter(next, token);
                break;
            case GlobTokenKind.Folders:
                next[(2 * token) + 1] = true;
                if (character == Slash)
                {
                    Enter(next, token + 1);
                }

                break;
            default:
                Enter(next, token + 1);
                break;
        }
    }
}
