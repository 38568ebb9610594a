using Harpoon.Engine.Builds.Requests;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

public sealed class InputDigestTests
{
    [Fact]
    public void What_is_split_in_another_way_digests_in_another_way()
    {
        string[] digests =
        [
            Digest(d => d.Add("ab").Add("c")), Digest(d => d.Add("a").Add("bc")), Digest(d => d.Add("abc")),
            Digest(d => d.Add("").Add("abc")), Digest(d => d.Add((string?)null).Add("abc")), Digest(d => d.Add(["a", "bc"])),
            Digest(d => d.Add(["a"]).Add(["bc"])), Digest(d => d.Add(new Dictionary<string, string?> { ["a"] = null })),
            Digest(d => d.Add(new Dictionary<string, string?> { ["a"] = "" })), Digest(d => d),
        ];

        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    [Fact]
    public void Pairs_have_no_order() => Assert.Equal(
        Digest(d => d.Add(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" })),
        Digest(d => d.Add(new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" })));

    private static string Digest(Func<InputDigest, InputDigest> add)
    {
        using var digest = new InputDigest();
        return add(digest).Finish();
    }
}
