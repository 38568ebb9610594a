using Harpoon.BuildKit.FileSync;
using Harpoon.Patterns;

namespace Harpoon.BuildKit.Tests.Patterns;

/// <summary>Beside these, Harpoon.Engine's tests compare the same code with the docker CLI and with a slow reference.</summary>
public sealed class PatternListTests
{
    [Theory]
    [InlineData("foo", "foo", true)]
    [InlineData("foo", "foo/bar", true)]
    [InlineData("foo", "food", false)]
    [InlineData("foo/", "foo/bar", true)]
    [InlineData("*.txt", "a.txt", true)]
    [InlineData("*.txt", "a/b.txt", false)]
    [InlineData("*/b.txt", "a/b.txt", true)]
    [InlineData("*", "a/b", true)]
    [InlineData("**", "a/b/c", true)]
    [InlineData("**/foo", "foo", true)]
    [InlineData("**/foo", "a/b/foo", true)]
    [InlineData("**/foo", "a/barfoo", false)]
    [InlineData("**foo", "barfoo", true)]
    [InlineData("**/foo*", "a/foobar", true)]
    [InlineData("**foo*", "barfoo", false)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "ab", false)]
    [InlineData("a/**", "a", false)]
    [InlineData("a/**", "a/b/c", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("a?c", "a😀c", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[^a-c]x", "dx", true)]
    [InlineData(@"a\*b", "a*b", true)]
    [InlineData(@"a\*b", "axb", false)]
    [InlineData("./a/../b", "b", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("a+(b)|{c}$", "a+(b)|{c}$", true)]
    [InlineData("a*" + Long, "ab" + Long, true)]
    [InlineData("*a{60}b{1,40}", "caab", false)]
    [InlineData("*a{2}b{1,3}", "caabb", true)]
    public void A_pattern_matches_as_moby_matches(string pattern, string path, bool expected) =>
        Assert.Equal(expected, Matches(path, pattern));

    [Theory]
    [InlineData(new[] { "*", "!keep" }, "keep", false)]
    [InlineData(new[] { "*", "!keep" }, "other", true)]
    [InlineData(new[] { "!keep", "*" }, "keep", true)]
    [InlineData(new[] { "dir", "!dir/keep" }, "dir/keep", false)]
    [InlineData(new[] { "dir", "!dir/keep", "dir/keep/no" }, "dir/keep/no", true)]
    [InlineData(new[] { " ", "" }, "anything", false)]
    public void The_last_pattern_that_matches_decides(string[] patterns, string path, bool expected) =>
        Assert.Equal(expected, Matches(path, patterns));

    /// <summary>254 characters.</summary>
    private const string Long =
        "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefgabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg";

    [Theory]
    [InlineData("[")]
    [InlineData("[]a]")]
    [InlineData("[-x]")]
    [InlineData(@"a\")]
    [InlineData("!")]
    [InlineData("*a{101}")]
    [InlineData("*a{60}?{1,41}")]
    [InlineData(@"*[\w]{100}{{2}")]
    [InlineData("*|" + Long)]
    public void A_pattern_that_is_none_is_an_error(string pattern) =>
        Assert.Equal(BuildKitFailure.InvalidPattern, Assert.Throws<BuildKitException>(() => SyncPatterns.Parse([pattern])).Failure);

    [Theory]
    [InlineData("a*", "ab", true)]
    [InlineData("a**b", "axb", true)]
    [InlineData("**", "any", true)]
    [InlineData("[*]", "*", true)]
    [InlineData("[*]", "a", false)]
    [InlineData("[?[]x", "[x", true)]
    [InlineData("a|b?", "a|bc", true)]
    [InlineData("a|b?", "a", false)]
    [InlineData("{q}?", "{q}x", true)]
    [InlineData("a^?", "a^x", true)]
    [InlineData("[^a]?", "ba", true)]
    [InlineData(@"\**", "*x", true)]
    [InlineData(@"\**", "ax", false)]
    [InlineData(@"\d?", "dx", true)]
    [InlineData(@"\d?", "1x", false)]
    [InlineData(@"a*\", "ab", false)]
    [InlineData("[a", "a", false)]
    [InlineData("[a-]", "a", false)]
    public void A_pattern_of_a_name_matches_as_Go_matches(string pattern, string name, bool expected) =>
        Assert.Equal(expected, NameGlob.Of(pattern)?.IsMatch(name) ?? false);

    private static bool Matches(string path, params string[] patterns)
    {
        var list = SyncPatterns.Parse(patterns);
        var (isMatch, folder) = (false, Array.Empty<bool>());
        for (var end = 0; end < path.Length;)
        {
            end = path.IndexOf('/', end + 1) is var slash and > 0 ? slash : path.Length;
            var matches = new bool[list.Count];
            isMatch = list.Match(path[..end], folder, matches);
            folder = matches;
        }

        return isMatch;
    }
}
