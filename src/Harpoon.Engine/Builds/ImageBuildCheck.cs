using Harpoon.Engine.Builds.Apps;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Results;
using Harpoon.Engine.Context.Ignore;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Files;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds;

/// <summary>Finds what is wrong with a build before an application is published for it and an engine is asked.</summary>
public static class ImageBuildCheck
{
    /// <summary>Reads all that the project says, but for what is not there yet and what can be read only once.</summary>
    /// <exception cref="HarpoonException">HRP20xx, HRP2140, HRP3001–HRP3004, HRP3013, HRP3014, HRP3120–HRP3125, HRP3140, HRP4076: it can't be built.</exception>
    public static void Check(ImageBuildOptions options, HostEnvironment host)
    {
        _ = ImageNames.Resolve(options.Image, options.Tags, options.ProjectName);
        _ = NamedContextSources.Resolve(options.NamedContexts, host);
        ResultFiles.CheckNames(options, host);
        OutputPlace.Check(BuildOutputs.Parse(options.Output, options.Archive, host));
        if (IsPipe(options, host))
        {
            return;
        }

        _ = SourceDate.Of(options.Metadata.SourceDateEpoch, host);
        var dockerfile = DockerfileChoice.Of(options, host);
        var syntax = DockerfileParser.Parse(dockerfile);
        if (options.App is { } app)
        {
            AppCheck.Check(app, dockerfile, syntax);
        }

        StepOptionCheck.CheckStages(options.Steps, syntax);
        _ = syntax.UpTo(string.IsNullOrWhiteSpace(options.Target) ? null : options.Target.Trim());
        CheckPlaces(options, ContextFolder.Of(options, dockerfile.Path, host), dockerfile.Path);
    }

    private static bool IsPipe(ImageBuildOptions options, HostEnvironment host) =>
        !string.IsNullOrWhiteSpace(options.DockerfilePath)
        && host.FullPath(options.DockerfilePath.Trim()) is var path && File.Exists(path)
        && FileProbe.Create().Find(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path) is { Kind: not EntryKind.File };

    // The application's own place in the context is not its user's to see: a folder there would be merged with it.
    private static void CheckPlaces(ImageBuildOptions options, string folder, string? dockerfile)
    {
        foreach (var app in options.ContextFiles.Where(file => file is { IsRewritten: true, Item: null }))
        {
            var path = Path.Combine(folder, app.TargetPath);
            if (Path.Exists(path) && !IsIgnored(app.TargetPath, folder, dockerfile))
            {
                throw new HarpoonException(Diagnostic.Of("HRP2140", app.TargetPath, path).AboutProperty(OptionNames.PublishApp));
            }
        }
    }

    private static bool IsIgnored(string path, string folder, string? dockerfile)
    {
        if (IgnoreFile.Find(folder, dockerfile) is not { } file)
        {
            return false;
        }

        var rules = IgnoreRules.Parse(file.Text, file.Path, asBuildKit: true);
        return rules.Ignores(path, new bool[rules.Count], new bool[rules.Count]) && !rules.MightKeepInside(path);
    }
}
