using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Git;

namespace Harpoon.Engine.Builds.Metadata;

/// <summary>Labels of the OCI image specification
/// (<see href="https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys"/>).</summary>
internal static class OciLabels
{
    private const string Prefix = "org.opencontainers.image.";
    private const string Revision = "revision";
    private const string Source = "source";
    private const string RepositoryExtension = ".git";

    /// <param name="options">What the project says.</param>
    /// <param name="date">The time of its sources: without one no time is written, since each build would make another image.</param>
    /// <param name="host">The machine, with the project's repository.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(ImageMetadataOptions options, SourceDate? date, HostEnvironment host)
    {
        if (!options.HasOciLabels)
        {
            yield break;
        }

        foreach (var (name, value) in options.OciLabels)
        {
            yield return new(Prefix + name, name == Source ? SourceOf(value) : value);
        }

        if (!options.OciLabels.ContainsKey(Revision) && CommitOf(host) is { } commit)
        {
            yield return new(Prefix + Revision, commit);
        }

        if (date is not null)
        {
            yield return new($"{Prefix}created", date.Timestamp);
        }
    }

    /// <summary>The address without what only git wants, and without a login: build servers clone with one in the address.</summary>
    private static string SourceOf(string address)
    {
        var source = address.EndsWith(RepositoryExtension, StringComparison.OrdinalIgnoreCase) ? address[..^RepositoryExtension.Length] : address;
        return Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0 && uri.Scheme is "http" or "https"
            ? new UriBuilder(uri) { UserName = "", Password = "" }.Uri.ToString()
            : source;
    }

    /// <summary>Null if there is none: a label less is no reason to fail.</summary>
    private static string? CommitOf(HostEnvironment host)
    {
        try
        {
            return GitRepository.Find(host.CurrentDirectory)?.HeadCommit();
        }
        catch (GitException)
        {
            return null;
        }
    }
}
