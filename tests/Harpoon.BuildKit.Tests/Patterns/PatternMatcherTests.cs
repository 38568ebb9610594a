using CsCheck;
using Harpoon.BuildKit.Patterns;

namespace Harpoon.BuildKit.Tests.Patterns;

public sealed class PatternMatcherTests
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
    public void A_pattern_matches_as_moby_matches(string pattern, string path, bool expected) =>
        Assert.Equal(expected, new PatternMatcher([pattern]).Matches(path));

    [Theory]
    [InlineData(new[] { "*", "!keep" }, "keep", false)]
    [InlineData(new[] { "*", "!keep" }, "other", true)]
    [InlineData(new[] { "!keep", "*" }, "keep", true)]
    [InlineData(new[] { "dir", "!dir/keep" }, "dir/keep", false)]
    [InlineData(new[] { "dir", "!dir/keep", "dir/keep/no" }, "dir/keep/no", true)]
    [InlineData(new[] { " ", "" }, "anything", false)]
    public void The_last_pattern_that_matches_decides(string[] patterns, string path, bool expected) =>
        Assert.Equal(expected, new PatternMatcher(patterns).Matches(path));

    [Theory]
    [InlineData("[")]
    [InlineData("[]a]")]
    [InlineData("[a-]")]
    [InlineData("[-x]")]
    [InlineData(@"a\")]
    [InlineData("!")]
    public void A_pattern_that_is_none_is_an_error(string pattern) =>
        Assert.Equal(BuildKitFailure.InvalidPattern, Assert.Throws<BuildKitException>(() => new PatternMatcher([pattern])).Failure);

    [Fact]
    public void Asking_folder_by_folder_gives_the_same_answer()
    {
        var name = Gen.OneOfConst("a", "b", "c", "ab", "*", "**", "?", "a*", "[ab]");
        var pattern = name.Array[1, 3].Select(parts => string.Join('/', parts));
        var path = Gen.OneOfConst("a", "b", "c", "ab", "ba").Array[1, 4];
        Gen.Select(pattern.Array[1, 4], path).Sample((patterns, parts) =>
        {
            var matcher = new PatternMatcher(patterns);
            var match = FolderMatch.Unknown;
            for (var i = 1; i <= parts.Length; i++)
            {
                match = matcher.Match(string.Join('/', parts[..i]), match);
            }

            Assert.Equal(matcher.Matches(string.Join('/', parts)), match.IsMatch);
        }, iter: 20_000);
    }

    [Fact]
    public void No_pattern_takes_long()
    {
        var pattern = string.Concat(Enumerable.Repeat("**/a*", 40)) + "b";
        Assert.False(new PatternMatcher([pattern]).Matches(string.Concat(Enumerable.Repeat("a/", 500)) + "c"));
    }
}
