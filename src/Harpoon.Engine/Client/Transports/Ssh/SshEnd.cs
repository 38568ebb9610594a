namespace Harpoon.Engine.Client.Transports.Ssh;

/// <summary>How an <c>ssh</c> ended.</summary>
/// <param name="ExitCode">The far side's program's; 255 is ssh's own, where there is no connection.</param>
/// <param name="ErrorOutput">What both wrote on standard error.</param>
internal sealed record SshEnd(int ExitCode, string ErrorOutput)
{
    /// <summary>What ssh ends with where it could not connect, or lost the connection.</summary>
    public const int NoConnection = 255;

    private const int LastLines = 4;

    /// <summary>The last of the words, in one line: what comes before is a server's banner, for most.</summary>
    public string LastOutput => string.Join(
        "; ",
        ErrorOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line.Any(char.IsLetter))
            .TakeLast(LastLines)
            .Select(line => line.TrimEnd('.'))) is { Length: > 0 } words ? words : $"exit code {ExitCode}";

    /// <summary>Whether it said so.</summary>
    public bool Says(string words) => ErrorOutput.Contains(words, StringComparison.OrdinalIgnoreCase);
}
