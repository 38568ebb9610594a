namespace Harpoon.Engine.Tests.Context.DockerCli;

/// <summary>Names and patterns that meet each other often, drawn from one random source.</summary>
internal sealed class RandomNames(Random random)
{
    private static readonly string[] Folders = ["a", "b", "ab", "src", ".git", "d e", "é", "x.d", "[k]"];

    private static readonly string[] Files =
        ["a", "b", "ab", "abc", "a.txt", "b.txt", "x.c", ".env", "w s", "é.txt", "x𝄞y", "a+b", "(p)", "$v", "{q}", "o|r", "c^t", "[k]", "st*r", "qu?", "back\\slash", "- dash", "#hash", "!bang"];

    private static readonly string[] Wildcards =
        ["*", "**", "?", "a*", "*b", "*.txt", "a?", "?b*", "[ab]", "[^a]*", "[a-c]*", "**a", "a**", "*.*", ".*", "??*", "[!a]", "é*", "?.txt", "*[.]txt", "***", "a*b*c", @"\a*", @"a\.txt", @"st\*r", @"\[k\]", @"[\]k]*"];

    private static readonly string[] Starts = ["", "", "", "", "", "", "/", "./", "../", "**/"];

    private static readonly string[] Tails = ["", "", "", "", "", "", "/", "/.", "/..", "/**", "/*"];

    private static readonly string[] Spaces = [string.Empty, string.Empty, string.Empty, " ", "\t", "  "];

    private static readonly string[] Broad = ["*", "a", "src", "**/a*", "*/*", "?", "a/**", "b/*"];

    private static readonly string[] Ends = ["\n", "\n", "\n", "\r\n", "\n\n"];

    private readonly List<string> _paths = [];

    public string Folder() => Pick(Folders);

    public string File() => Pick(Files);

    /// <summary>A path that patterns may aim at.</summary>
    public void Remember(string path) => _paths.Add(path);

    /// <summary>One of the paths that were remembered; a dot where none was.</summary>
    public string PickPath() => _paths.Count > 0 ? Pick(_paths) : ".";

    public bool Chance(int percent) => random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>A whole <c>.dockerignore</c>.</summary>
    public string IgnoreFile()
    {
        var text = Chance(5) ? "\uFEFF" : string.Empty;
        text += Chance(40) ? Pick(Broad) + Pick(Ends) : string.Empty;
        for (var lines = random.Next(8); lines > 0; lines--)
        {
            text += Line() + Pick(Ends);
        }

        return text;
    }

    /// <summary>A pattern, cleaned or not.</summary>
    public string Pattern()
    {
        var parts = _paths.Count > 0 && Chance(70)
            ? Pick(_paths).Split('/').Select(name => Chance(60) ? Escaped(name) : Blurred(name))
            : Enumerable.Range(0, random.Next(1, 4)).Select(_ => Part());
        var pattern = string.Join(Chance(4) ? "//" : "/", parts);
        return Pick(Starts) + pattern + Pick(Tails);
    }

    /// <summary>The name itself, its wildcards escaped or, now and then, not.</summary>
    private string Escaped(string name) =>
        Chance(80) ? string.Concat(name.Select(letter => "*?[]\\".Contains(letter, StringComparison.Ordinal) ? "\\" + letter : letter.ToString())) : name;

    /// <summary>A pattern that meets the name, mostly.</summary>
    public string Blurred(string name) => random.Next(6) switch
    {
        0 => "*",
        1 => "**",
        2 => name[..1] + "*",
        3 => "*" + name[^1..],
        4 => name.Length > 1 && name[0] is > ')' and < 'z' and not '[' ? $"[!-{name[0]}]" + name[1..] : "?",
        _ => new string('?', name.EnumerateRunes().Count()),
    };

    private string Line() => random.Next(100) switch
    {
        < 4 => "# " + Pattern(),
        < 6 => string.Empty,
        < 7 => Pick(["[", "a[", "[]", "[a", "[-a]", "a\\", "!", "! ", "[^]"]),
        < 25 when _paths.Count > 0 => "!" + Pick(_paths),
        _ => Pick(Spaces) + (Chance(35) ? "!" + Pick(Spaces) : string.Empty) + Pattern() + Pick(Spaces),
    };

    private string Part() => random.Next(100) switch
    {
        < 35 => Folder(),
        < 55 => Pick(Files),
        < 58 => "..",
        < 61 => Pick(["dock", "my.Dockerfile", "Dockerfile", ".dockerignore", "dock/my.Dockerfile"]),
        _ => Pick(Wildcards),
    };
}
