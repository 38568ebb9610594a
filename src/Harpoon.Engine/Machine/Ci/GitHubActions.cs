using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Harpoon.Engine.Machine.Ci;

/// <summary>GitHub Actions, and what follows its commands, such as Gitea (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).</summary>
/// <param name="outputFile">The file for outputs; null if there is none.</param>
/// <param name="summaryFile">The file for the summary; null if there is none.</param>
internal sealed partial class GitHubActions(string? outputFile, string? summaryFile) : CiSystem
{
    private const int TokenBytes = 16;

    // Masked in the log from its first use on: one for a task, or the runner looks for thousands in each line.
    private readonly Lazy<string> _token = new(RandomText);

    /// <summary>
    /// A line that is a command is put between the commands that stop the runner from obeying, in one message: lines of projects that build side by side can't come
    /// between, and stops don't nest. A logger may put something before a message's first line, so that line is none of the three.
    /// </summary>
    public override string Show(string text)
    {
        var shown = CommandMarks.Break(text);
        return shown.Contains("::", StringComparison.Ordinal) && Command.IsMatch(shown)
            ? $"This output looks like a workflow command, and is not one:\n::stop-commands::{_token.Value}\n{shown}\n::{_token.Value}::"
            : shown;
    }

    // An error is repeated at the end of the build, where no command can stand around it.
    public override string Quote(string text)
    {
        var quoted = CommandMarks.Break(text);
        return quoted.Contains("::", StringComparison.Ordinal) ? Command.Replace(quoted, "$1: :") : quoted;
    }

    public override string BeginGroup(string title) => $"::group::{title}";

    public override string EndGroup(string title) => "::endgroup::";

    public override IEnumerable<string> SetOutputs(IReadOnlyList<CiOutput> outputs)
    {
        if (outputFile is not null)
        {
            var text = new StringBuilder();
            foreach (var (name, value) in outputs)
            {
                // What ends a value can't be known to those who wrote it.
                var end = RandomText();
                text.Append(name).Append("<<").Append(end).Append('\n').Append(value).Append('\n').Append(end).Append('\n');
            }

            SharedFile.Append(outputFile, text.ToString());
        }

        return [];
    }

    public override IEnumerable<string> AddSummary(string markdown, string file)
    {
        if (summaryFile is not null)
        {
            SharedFile.Append(summaryFile, markdown);
        }

        return [];
    }

    private static string RandomText() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>The beginning of a line that the runner takes for a command: spaces of any kind don't count.</summary>
    [GeneratedRegex(@"(?<=^|[\r\n])(\s*)::(?=[^\r\n]*::)")]
    private static partial Regex Command { get; }
}
