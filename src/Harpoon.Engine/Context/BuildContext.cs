using System.Collections.Immutable;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Context;

/// <summary>What one build sends to an engine, as the docker CLI would.</summary>
internal sealed class BuildContext
{
    private const int TarBlock = 512;

    private readonly ContextOptions _options;

    private BuildContext(ContextOptions options, string dockerfileName, ImmutableArray<ContextEntry> entries)
    {
        _options = options;
        DockerfileName = dockerfileName;
        Entries = entries;
    }

    /// <summary>The Dockerfile's path in the context: the value of the engine's <c>dockerfile</c> parameter.</summary>
    public string DockerfileName { get; }

    /// <summary>All that is sent, in its order: the Dockerfile first.</summary>
    public ImmutableArray<ContextEntry> Entries { get; }

    /// <summary>The full path of its folder.</summary>
    public string Folder => _options.Folder;

    /// <summary>The size of all files in bytes.</summary>
    public long Size => Entries.Sum(FileSize);

    /// <summary>How long its tar is, about: each entry has a block for itself, and ends with a whole one.</summary>
    public long TarSize => Entries.Sum(entry => TarBlock + ((FileSize(entry) + TarBlock - 1) / TarBlock * TarBlock));

    /// <summary>Looks at everything that goes in, and reads no file but the <c>.dockerignore</c>.</summary>
    /// <exception cref="HarpoonException">HRP2101–HRP2111: something can't be sent.</exception>
    public static BuildContext Scan(ContextOptions options, IReport report, CancellationToken cancellationToken)
    {
        if (!options.CopiesFromContext)
        {
            ContextContents.ThrowUnlessThere(options.Folder);
            ContextAdditions.Check(options.Files);
        }

        var contents = (options.CopiesFromContext, options.IsServed) switch
        {
            (true, false) => ContextContents.Collect(options, report, cancellationToken),
            (true, true) => ContextContents.CollectServed(options, report, cancellationToken),
            (false, false) => ContextContents.OnlyDockerfile(options.Dockerfile),
            (false, true) => ContextContents.Nothing(),
        };
        return new BuildContext(options, contents.DockerfileName, contents.InOrder());
    }

    private static long FileSize(ContextEntry entry) => entry.Status.Kind == EntryKind.File ? entry.Status.Size : 0;

    /// <summary>The same with another Dockerfile.</summary>
    public BuildContext Rewritten(ReadOnlyMemory<byte> dockerfile) =>
        new(_options, DockerfileName, [.. Entries.Select(entry => entry.Path == DockerfileName ? GeneratedEntry.File(DockerfileName, dockerfile) : entry)]);

    /// <summary>Starts to write the tar. Dispose of it to end, read or not.</summary>
    public ContextTar OpenTar(CancellationToken cancellationToken) => ContextTar.Start(Entries, cancellationToken);

    /// <summary>What can be compared with an earlier build's to know that nothing changed.</summary>
    public ContextFingerprint TakeFingerprint(CancellationToken cancellationToken) =>
        ContextFingerprint.Of(Entries, cancellationToken);

    /// <summary>Looks again once the build is over: the path of the first entry that is not what was sent any more; empty if that can't be said; null if each
    /// is, so that it is known what the image holds.</summary>
    /// <param name="sent">What was watched while it was sent.</param>
    /// <param name="before">What was taken before that.</param>
    /// <param name="scope">The part that the build could read.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<string?> ChangeSinceAsync(
        RacyFiles sent, ContextFingerprint before, ContextScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var now = Scan(_options, NullReport.Instance, cancellationToken);
            return now.TakeFingerprint(cancellationToken).Within(scope, now.Entries).DifferenceFrom(before.Within(scope, Entries))
                ?? await sent.ChangeAsync(scope.In(Entries), cancellationToken);
        }
        catch (HarpoonException)
        {
            // What was sent was sent: that it can't be read any more is the next build's affair.
            return string.Empty;
        }
    }
}
