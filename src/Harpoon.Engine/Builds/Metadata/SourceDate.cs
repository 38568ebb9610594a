using System.Globalization;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Git;

namespace Harpoon.Engine.Builds.Metadata;

/// <summary>The time that stands for all times in an image, so that the same sources make the same image
/// (<see href="https://reproducible-builds.org/docs/source-date-epoch/"/>).</summary>
/// <param name="Seconds">In seconds since 1970.</param>
internal sealed record SourceDate(long Seconds)
{
    /// <summary>The environment variable, and the build argument.</summary>
    public const string Variable = "SOURCE_DATE_EPOCH";

    private const string OfCommit = "git";

    /// <summary>The last second of the year 9999.</summary>
    private const long Last = 253402300799;

    /// <summary>Whether the project sets it, and not only the environment.</summary>
    public bool IsOfProject { get; private init; }

    /// <summary>The seconds as text.</summary>
    public string Text => Seconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>As RFC 3339 writes it.</summary>
    public string Timestamp => DateTimeOffset.FromUnixTimeSeconds(Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads what the project says, or else the environment; null if neither says something.</summary>
    /// <exception cref="HarpoonException">HRP3210: it is no time; HRP3211: the last commit's can't be read.</exception>
    public static SourceDate? Of(string? text, HostEnvironment host) =>
        string.IsNullOrWhiteSpace(text) ? OfEnvironment(host)
        : text.Trim() is var word && word.Equals(OfCommit, StringComparison.OrdinalIgnoreCase) ? new SourceDate(CommitTime(host)) { IsOfProject = true }
        : Parse(word) is { } seconds ? new SourceDate(seconds) { IsOfProject = true }
        : throw new HarpoonException(Diagnostic.Of("HRP3210", OptionNames.SourceDateEpoch, word).AboutProperty(OptionNames.SourceDateEpoch));

    private static SourceDate? OfEnvironment(HostEnvironment host) =>
        host.Value(Variable) is not { } value ? null
        : Parse(value) is { } seconds ? new SourceDate(seconds)
        : throw new HarpoonException(Diagnostic.Of("HRP3210", $"The environment variable {Variable}", value));

    private static long? Parse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Last ? seconds : null;

    private static long CommitTime(HostEnvironment host)
    {
        try
        {
            return (GitRepository.Find(host.CurrentDirectory) ?? throw new GitException($"{host.CurrentDirectory} is in no git repository")).HeadCommitTime();
        }
        catch (GitException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3211", e.Message).AboutProperty(OptionNames.SourceDateEpoch), e);
        }
    }
}
