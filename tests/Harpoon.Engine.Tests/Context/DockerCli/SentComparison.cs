namespace Harpoon.Engine.Tests.Context.DockerCli;

/// <summary>Makes what was sent twice comparable: where a Dockerfile comes from standard input, the CLI draws a name for it and takes the time of the day.</summary>
internal static class SentComparison
{
    private const string DrawnName = ".dockerfile.";
    private const string PrivateName = ".harpoon.dockerfile";

    /// <summary>
    /// Ours without the Dockerfile where the CLI loses it: in a folder that a rule with <c>**</c> leaves out, which it walks by deeper than it looks for the
    /// Dockerfile. No engine can build what it sends then; Harpoon sends the Dockerfile.
    /// </summary>
    public static List<SentEntry> AsLost(List<SentEntry> ours, List<SentEntry> theirs, RandomCase from) =>
        theirs.Exists(entry => entry.Name == from.Dockerfile) ? ours : [.. ours.Where(entry => entry.Name != from.Dockerfile)];

    /// <summary>All entries in an order that does not depend on where the Dockerfile goes.</summary>
    public static List<SentEntry> Normal(List<SentEntry> sent, RandomCase from) =>
        [.. sent.Select(entry => Normal(entry, sent, from)).OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>The names that come out of the folder itself, as they were sent.</summary>
    public static List<string> Order(List<SentEntry> sent, RandomCase from) =>
        [.. sent.Where(entry => entry.Name != from.Dockerfile && !IsIgnoreFile(entry, from) && !IsDockerfile(entry, sent, from)).Select(entry => entry.Name)];

    private static bool IsIgnoreFile(SentEntry entry, RandomCase from) => from.IsPrivate && entry.Name == ".dockerignore";

    /// <summary>Ours goes first, under a name that is hidden.</summary>
    private static bool IsDockerfile(SentEntry entry, List<SentEntry> sent, RandomCase from) =>
        from.IsPrivate && entry.Content == "FROM scratch\n" && (entry == sent[0] || entry.Name.StartsWith(DrawnName, StringComparison.Ordinal));

    private static SentEntry Normal(SentEntry entry, List<SentEntry> sent, RandomCase from)
    {
        if (IsDockerfile(entry, sent, from))
        {
            return entry with { Name = PrivateName, Mode = 0, Seconds = 0 };
        }

        if (!IsIgnoreFile(entry, from))
        {
            return entry;
        }

        // Theirs names the Dockerfile; ours, only where the rest does not leave it out.
        var drawn = sent.Find(e => e.Name.StartsWith(DrawnName, StringComparison.Ordinal))?.Name ?? PrivateName;
        return entry with { Content = entry.Content.Replace(drawn, string.Empty, StringComparison.Ordinal).Trim('\n'), Mode = 0, Seconds = 0 };
    }
}
