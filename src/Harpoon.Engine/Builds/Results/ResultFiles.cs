using System.Text;
using System.Text.Json;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;

namespace Harpoon.Engine.Builds.Results;

/// <summary>The files that a build writes for other programs: <c>$(DockerResultFile)</c> and <c>$(DockerImageIdFile)</c>.</summary>
public static class ResultFiles
{
    /// <summary>Finds out, without writing anything, whether they can't be written.</summary>
    /// <exception cref="HarpoonException">HRP3160: one is a folder; HRP3161: both are one.</exception>
    internal static void CheckNames(ImageBuildOptions options, HostEnvironment host)
    {
        string? before = null;
        foreach (var (name, path) in Of(options, host))
        {
            if (path == before)
            {
                throw new HarpoonException(Diagnostic.Of("HRP3161", path).AboutProperty(name));
            }

            before = path;
            Try(name, path, () =>
            {
                if (Directory.Exists(path))
                {
                    throw new IOException("It is a folder.");
                }
            });
        }
    }

    /// <summary>Finds out whether they can be written, before there is anything to write.</summary>
    /// <exception cref="HarpoonException">HRP3160, HRP3161: one can't.</exception>
    internal static void Check(ImageBuildOptions options, HostEnvironment host)
    {
        CheckNames(options, host);
        foreach (var (name, path) in Of(options, host))
        {
            Try(name, path, () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var unfinished = Unfinished(path);
                File.WriteAllText(unfinished, "");
                File.Delete(unfinished);
            });
        }
    }

    /// <summary>Their full paths.</summary>
    internal static IEnumerable<string> Paths(ImageBuildOptions options, HostEnvironment host) => Of(options, host).Select(file => file.Path);

    /// <summary>Writes them, each whole: a reader never sees a part of one.</summary>
    /// <exception cref="HarpoonException">HRP3160: one can't be written.</exception>
    internal static void Write(ImageBuildOptions options, ImageResult result, HostEnvironment host)
    {
        foreach (var (name, path) in Of(options, host).Where(file => result.Id.Length > 0 || file.Name != OptionNames.ImageIdFile))
        {
            // As 'docker build --iidfile' writes it: without a line break.
            var content = name == OptionNames.ImageIdFile ? Encoding.UTF8.GetBytes(result.Id) : ResultJson.Write(result);
            Try(name, path, () => Write(path, content));
        }
    }

    /// <summary>Keeps a result, for a build that has nothing to do to repeat.</summary>
    internal static void Keep(string path, ImageResult result, IReport report)
    {
        try
        {
            Write(path, ResultJson.Write(result));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Message(MessageLevel.Normal, $"The build's result could not be written to {path}: {e.Message}");
        }
    }

    /// <summary>Adds what registries call the image to a file that <see cref="Write(ImageBuildOptions, ImageResult, HostEnvironment)"/> wrote. One that isn't there, or is another program's, is left alone.</summary>
    /// <param name="file">The path, as the user gave it.</param>
    /// <param name="pushed">What was pushed.</param>
    /// <param name="host">Where relative paths start.</param>
    /// <exception cref="HarpoonException">HRP3160: it can't be written.</exception>
    public static void AddDigests(string file, IReadOnlyCollection<PushedImage> pushed, HostEnvironment host)
    {
        var path = host.FullPath(file);
        if (Read(path) is not { } result)
        {
            return;
        }

        var images = result.Images.GroupBy(image => image.Reference).SelectMany(images => WithDigests([.. images], [.. pushed.Where(one => one.Reference.ToString() == images.Key)]));
        var distinct = pushed.Where(one => one.Platform is null).Select(one => one.Digest).Distinct().ToArray();
        var added = result with { Images = [.. images], ManifestDigest = distinct is [var only] ? only : result.ManifestDigest };
        Try(OptionNames.ResultFile, path, () => Write(path, ResultJson.Write(added)));
    }

    /// <summary>An image of several platforms has an entry for each.</summary>
    private static IEnumerable<TaggedImageResult> WithDigests(TaggedImageResult[] images, PushedImage[] pushed) =>
        Array.Exists(pushed, one => one.Platform is not null)
            ? pushed.Where(one => one.Platform is not null).Select(one => images[0] with { Platform = one.Platform!, Digest = one.Digest })
            : images.Select(image => image with { Digest = pushed.FirstOrDefault()?.Digest ?? image.Digest });

    /// <summary>Reads a result; null if there is none that can be read.</summary>
    internal static ImageResult? Read(string path)
    {
        try
        {
            return File.Exists(path) ? ResultJson.Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = Unfinished(path);
        File.WriteAllBytes(unfinished, content);
        File.Move(unfinished, path, overwrite: true);
    }

    private static IEnumerable<(string Name, string Path)> Of(ImageBuildOptions options, HostEnvironment host)
    {
        (string Name, string? Path)[] files = [(OptionNames.ResultFile, options.ResultFile), (OptionNames.ImageIdFile, options.ImageIdFile)];
        return files.Where(file => !string.IsNullOrWhiteSpace(file.Path)).Select(file => (file.Name, host.FullPath(file.Path!.Trim())));
    }

    private static string Unfinished(string path) => $"{path}.{Guid.NewGuid():N}";

    private static void Try(string name, string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3160", path, e.Message).AboutProperty(name), e);
        }
    }
}
