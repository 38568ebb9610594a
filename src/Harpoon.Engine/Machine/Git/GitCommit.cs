using System.Globalization;
using System.Text;

namespace Harpoon.Engine.Machine.Git;

/// <summary>Reads a commit's header.</summary>
internal static class GitCommit
{
    private const string Committer = "committer ";

    /// <summary>The committer's time in seconds since 1970: <c>committer NAME &lt;ADDRESS&gt; SECONDS ZONE</c>.</summary>
    /// <exception cref="GitException">It is no commit.</exception>
    public static long TimeOf(GitObject commit, string id)
    {
        if (commit.Kind == GitObjectKind.Commit)
        {
            // The header ends at the first empty line.
            foreach (var line in Encoding.UTF8.GetString(commit.Content).Split('\n').TakeWhile(line => line.Length > 0))
            {
                if (line.StartsWith(Committer, StringComparison.Ordinal)
                    && line[(line.LastIndexOf('>') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var seconds, ..]
                    && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time))
                {
                    return time;
                }
            }
        }

        throw new GitException($"{id} is no commit with a time");
    }
}
