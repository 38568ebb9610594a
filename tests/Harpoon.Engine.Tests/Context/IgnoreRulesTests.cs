using CsCheck;
using Harpoon.Engine.Context.Ignore;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Context.DockerCli;

namespace Harpoon.Engine.Tests.Context;

public sealed class IgnoreRulesTests
{
    [Fact]
    public void The_rules_say_the_same_as_the_slow_reference() =>
        Gen.Int[0, int.MaxValue - 1].Sample(Agrees, iter: 3000);

    [Fact]
    public void No_pattern_takes_longer_than_its_path_is_long()
    {
        // By trying one way after the other this takes longer than the world stands.
        var rules = IgnoreRules.Parse(string.Concat(Enumerable.Repeat("a*", 60)) + "b", "/x/.dockerignore");

        Assert.False(rules.Ignores(new string('a', 4000), [], new bool[1]));
    }

    private static bool Agrees(int seed)
    {
        var random = new Random(seed);
        var names = new RandomNames(random);
        var folder = names.Folder();
        var path = $"{folder}/{(names.Chance(50) ? names.Folder() + "/" : string.Empty)}{names.File()}";
        names.Remember(path);
        var text = string.Concat(Enumerable.Range(0, 4).Select(_ => (names.Chance(40) ? "!" : string.Empty) + names.Pattern() + "\n"));

        if (Read(text) is not { } rules)
        {
            return true;
        }

        var reference = new ReferenceRules(text, [], hasFaults: false);
        var (own, theirs) = (Array.Empty<bool>(), Array.Empty<bool>());
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end > 0; end = NextEnd(path, end))
        {
            var matches = new bool[rules.Count];
            var isIgnored = rules.Ignores(path[..end], own, matches);
            var (isIgnoredThere, matchesThere) = reference.Ask(path[..end], theirs);
            if (isIgnored != isIgnoredThere)
            {
                return false;
            }

            (own, theirs) = (matches, matchesThere);
        }

        return true;
    }

    /// <summary>Null for what is refused: whether rightly so is compared with the docker CLI.</summary>
    private static IgnoreRules? Read(string text)
    {
        try
        {
            return IgnoreRules.Parse(text, "/x/.dockerignore");
        }
        catch (HarpoonException)
        {
            return null;
        }
    }

    private static int NextEnd(string path, int end) =>
        end == path.Length ? -1 : path.IndexOf('/', end + 1) is var next && next > 0 ? next : path.Length;
}
