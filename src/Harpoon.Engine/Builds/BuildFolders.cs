using System.Collections.Immutable;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Results;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds;

/// <summary>The folders that a build may read: its context and the named ones.</summary>
internal sealed class BuildFolders(ImageBuildOptions options, ImageBuildRequest request, IntermediateFiles files, HostEnvironment host, IReport report)
{
    /// <summary>Looks at the folders that the build may read. One that no instruction means can be named only by what is not known of the Dockerfile and its bases.</summary>
    public ImmutableArray<NamedFolder> ScanNamed(EngineState before, CancellationToken cancellationToken)
    {
        if (request.NamedContexts.IsEmpty)
        {
            return [];
        }

        var reading = request.Reading;
        var used = reading.Contexts.Select(use => use.Context.Name).ToHashSet(StringComparer.Ordinal);
        var isCertain = reading.Unknown is null && request.Frontend is null && !before.MayHaveTriggers && !request.UsesLayout;
        foreach (var context in request.NamedContexts.Where(context => isCertain && !used.Contains(context.Name)))
        {
            report.Message(MessageLevel.Normal, $"No instruction uses the named context {context.Name}.");
        }

        var folders = request.NamedContexts.Where(context => context.Kind == NamedContextKind.Folder && (!isCertain || used.Contains(context.Name)));
        return [.. folders.Select(folder => NamedFolder.Scan(folder.Name, folder.Source, OptionsOf(sendsContext: true), report, cancellationToken))];
    }

    /// <summary>Looks at the context.</summary>
    /// <param name="sendsContext">Whether the build reads it.</param>
    /// <param name="said">Is given what is said of it.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public BuildContext Scan(bool sendsContext, IReport said, CancellationToken cancellationToken) =>
        BuildContext.Scan(OptionsOf(sendsContext), said, cancellationToken);

    /// <summary>The folders of caches: each build changes them.</summary>
    private IEnumerable<string> LocalCaches =>
        request.CacheTo.AddRange(request.CacheFrom).Where(cache => cache.Type == CacheType.Local).Select(cache => host.FullPath(cache.Name));

    /// <summary>What this build writes in place of an image, and what DockerSave does with the image.</summary>
    private IEnumerable<string> OwnOutputs =>
        [.. options.SavedArchive is { } archive ? [archive] : Array.Empty<string>(), .. OwnOutput.Paths(request.Output, WrittenOutput.Read(files.WrittenPath))];

    private ContextOptions OptionsOf(bool sendsContext) =>
        new(ContextFolder.Of(options, request.Dockerfile.Path, host), request.Dockerfile)
        {
            Files = options.ContextFiles,
            CopiesFromContext = sendsContext,
            IsServed = request.ByBuildKit,
            IsFilteredAgain = !request.Builder.Engine.UsesContextAsSent,
            IsRewritten = !request.ByBuildKit && !request.NamedContexts.IsEmpty,
            LeftOut = [files.Folder, .. ResultFiles.Paths(options, host), .. LocalCaches, .. OwnOutputs, .. options.NotSent],
        };
}
