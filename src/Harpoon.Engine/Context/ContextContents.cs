using System.Collections.Immutable;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Ignore;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Context;

/// <summary>Brings together what a context consists of: its folder, files from elsewhere, inline files, the Dockerfile, and the <c>.dockerignore</c> that the engine gets to see.</summary>
internal sealed class ContextContents
{
    /// <summary>The name under which a Dockerfile is sent that is not in the context. It is the same in every build, so that the builder's cache holds.</summary>
    public const string PrivateDockerfile = ".harpoon.dockerfile";

    /// <summary>The name of a Dockerfile that a session serves apart from the context.</summary>
    public const string ServedDockerfile = "Dockerfile";

    private readonly List<ContextEntry> _entries;

    private ContextContents(List<ContextEntry> entries, string dockerfileName)
    {
        _entries = entries;
        DockerfileName = dockerfileName;
    }

    /// <summary>The Dockerfile's path in the context; <see cref="ServedDockerfile"/> where it is not in it.</summary>
    public string DockerfileName { get; private set; }

    /// <summary>For a Dockerfile that copies nothing: itself.</summary>
    public static ContextContents OnlyDockerfile(Dockerfile dockerfile) =>
        new([GeneratedEntry.File(PrivateDockerfile, dockerfile.Bytes)], PrivateDockerfile);

    /// <summary>For a Dockerfile that copies nothing, and goes apart.</summary>
    public static ContextContents Nothing() => new([], ServedDockerfile);

    /// <summary>Collects what a session serves: all but the Dockerfile.</summary>
    /// <exception cref="HarpoonException">HRP2101–HRP2111: something can't be sent.</exception>
    public static ContextContents CollectServed(ContextOptions options, IReport report, CancellationToken cancellationToken)
    {
        var (_, rules) = ReadIgnoreFile(options);
        var contents = new ContextContents(
            ContextWalk.List(options.Folder, rules, LeftOut(options), report, cancellationToken), ServedDockerfile);
        contents.AddFromElsewhere(options, report, cancellationToken);
        return contents;
    }

    /// <summary>Collects everything.</summary>
    /// <exception cref="HarpoonException">HRP2101–HRP2111: something can't be sent.</exception>
    public static ContextContents Collect(ContextOptions options, IReport report, CancellationToken cancellationToken)
    {
        var (ignoreFile, rules) = ReadIgnoreFile(options);
        var inside = options.IsRewritten ? null : ContextPath.Inside(options.Folder, options.Dockerfile.Path);
        var kept = inside is null ? rules.Keeping(IgnoreFile.Name) : rules.Keeping(IgnoreFile.Name, inside);

        var contents = new ContextContents(
            ContextWalk.List(options.Folder, kept, LeftOut(options), report, cancellationToken),
            inside ?? PrivateDockerfile);
        contents.AddDockerfile(options, ignoreFile, rules);
        contents.AddFromElsewhere(options, report, cancellationToken);
        return contents;
    }

    private static ImmutableArray<string> LeftOut(ContextOptions options) =>
        [.. options.LeftOut.Select(path => ContextPath.Inside(options.Folder, path)).OfType<string>()];

    /// <summary>All of it, the Dockerfile first: a builder judges by the archive's first bytes what it was sent.</summary>
    public ImmutableArray<ContextEntry> InOrder()
    {
        var first = _entries.FindIndex(entry => entry.Path == DockerfileName);
        if (first < 0)
        {
            return [.. _entries];
        }

        var dockerfile = _entries[first];
        _entries.RemoveAt(first);
        return [dockerfile, .. _entries];
    }

    /// <exception cref="HarpoonException">HRP2101: the context's folder is not there.</exception>
    public static void ThrowUnlessThere(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new HarpoonException(Diagnostic.Of("HRP2101", folder).AboutProperty(OptionNames.BuildContext));
        }
    }

    private static (IgnoreFile? File, IgnoreRules Rules) ReadIgnoreFile(ContextOptions options)
    {
        ThrowUnlessThere(options.Folder);
        var file = IgnoreFile.Find(options.Folder, options.Dockerfile.Path);
        return (file, file is null ? new IgnoreRules([], options.IsServed) : IgnoreRules.Parse(file.Text, file.Path, options.IsServed));
    }

    private void AddDockerfile(ContextOptions options, IgnoreFile? ignoreFile, IgnoreRules rules)
    {
        var inContext = FindDockerfile();
        string[] added = Additions(options);
        var hidden = inContext is null && !options.IsFilteredAgain && ignoreFile?.IsOf(options.Folder) == true
            ? HiddenName.In(rules, [.. _entries.Select(entry => entry.Path), .. added])
            : null;
        DockerfileName = inContext?.Path ?? hidden ?? PrivateDockerfile;
        if (inContext is null && _entries.Exists(entry => entry.Path == DockerfileName))
        {
            throw new HarpoonException(Diagnostic.Of("HRP2109", DockerfileName, "the Dockerfile that Harpoon renders"));
        }

        var sent = hidden is not null ? null : SentIgnoreFile.For(
            ignoreFile, options.Folder, inContext is null ? PrivateDockerfile : null, options.IsFilteredAgain ? added : []);
        if (sent is not null)
        {
            _entries.RemoveAll(entry => entry.Path == IgnoreFile.Name);
            _entries.Add(GeneratedEntry.File(IgnoreFile.Name, sent));
        }

        if (inContext is null)
        {
            _entries.Add(GeneratedEntry.File(DockerfileName, options.Dockerfile.Bytes));
        }
    }

    private static string[] Additions(ContextOptions options) =>
    [
        .. options.Files.Select(file => ContextPath.Target(file.TargetPath, file.Item)),
        .. options.Dockerfile.InlineFiles.IsDefault ? [] : options.Dockerfile.InlineFiles.Select(file => file.ContextPath),
    ];

    /// <summary>The Dockerfile where it is a plain file of the context; a file system that does not mind case may spell it otherwise than the user.</summary>
    private ContextEntry? FindDockerfile() =>
        _entries.Find(entry => IsFileNamed(entry, StringComparison.Ordinal))
        ?? _entries.Find(entry => IsFileNamed(entry, StringComparison.OrdinalIgnoreCase) && !OperatingSystem.IsLinux());

    private bool IsFileNamed(ContextEntry entry, StringComparison comparison) =>
        entry.Status.Kind == EntryKind.File && entry.Path.Equals(DockerfileName, comparison);

    private void AddFromElsewhere(ContextOptions options, IReport report, CancellationToken cancellationToken)
    {
        if (options.Files.IsEmpty && options.Dockerfile.InlineFiles.IsDefaultOrEmpty)
        {
            return;
        }

        var additions = new ContextAdditions(_entries);
        foreach (var file in options.Files)
        {
            additions.Add(file, report, cancellationToken);
        }

        foreach (var file in options.Dockerfile.InlineFiles)
        {
            additions.Add(file);
        }
    }
}
