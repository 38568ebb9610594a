using System.Collections.Immutable;
using System.IO.Compression;
using Harpoon.Engine.Archives.Writing;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Archives;

/// <summary>Loads the images of an archive into an engine.</summary>
public static class ImageLoad
{
    /// <summary>Before each name, or id where an image has no name.</summary>
    private static readonly string[] Announcements = ["Loaded image: ", "Loaded image ID: "];

    /// <summary>Loads them.</summary>
    /// <param name="path">The full path of the archive, which may be compressed.</param>
    /// <param name="engine">Where to.</param>
    /// <param name="report">Gets a line for each image.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The images, one at least.</returns>
    /// <exception cref="HarpoonException">HRP3147: the archive can't be read; HRP3148: the engine did not load it.</exception>
    public static async Task<ImmutableArray<LoadedImage>> ExecuteAsync(string path, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        await using var file = Open(path);
        await using var archive = engine.Capabilities.LoadsCompressedArchives || !ArchiveName.IsCompressed(path) ? (Stream)file : Unpacked(file);
        report.Message(MessageLevel.High, $"Loading {path}.");
        var names = await LoadAsync(path, archive, engine, report, cancellationToken);
        var images = ImmutableArray.CreateBuilder<LoadedImage>(names.Count);
        foreach (var name in names)
        {
            images.Add(new LoadedImage(name, (await engine.Images.FindAsync(name, cancellationToken))?.Id ?? ""));
        }

        return images.ToImmutable();
    }

    /// <summary>Podman prints names in full, and ids are no names.</summary>
    private static string Familiar(string name) => !name.StartsWith("sha256:", StringComparison.Ordinal) && ImageReference.TryParse(name, out var reference) ? reference.ToString() : name;

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3147", path, e.Message).AboutProperty(OptionNames.Archive), e);
        }
    }

    private static GZipStream Unpacked(FileStream file) => new(file, CompressionMode.Decompress);

    private static async Task<List<string>> LoadAsync(string path, Stream archive, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        try
        {
            await using var answer = await engine.Images.LoadAsync(archive, cancellationToken);
            await foreach (var message in EngineMessages.ReadAsync(answer, "load", cancellationToken))
            {
                if (message.Error is { } error)
                {
                    throw NotLoaded(path, error);
                }

                foreach (var name in NamesIn(message.Stream).Select(Familiar))
                {
                    names.Add(name);
                    report.Message(MessageLevel.High, $"Loaded {name}.");
                }
            }
        }
        catch (EngineRefusedException e)
        {
            throw NotLoaded(path, e.ResponseMessage, e);
        }
        catch (InvalidDataException e)
        {
            throw NotLoaded(path, e.Message, e);
        }

        return names.Count > 0 ? names : throw NotLoaded(path, DiagnosticTexts.Format("Detail.NoImage"));
    }

    /// <summary>Docker has a line for each name, Podman one for all.</summary>
    private static IEnumerable<string> NamesIn(string? text) =>
        from line in (text ?? "").Split('\n')
        from announcement in Announcements
        where line.StartsWith(announcement, StringComparison.Ordinal)
        from name in line[announcement.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        select name;

    private static HarpoonException NotLoaded(string path, string why, Exception? cause = null) =>
        new(Diagnostic.Of("HRP3148", path, why).AboutProperty(OptionNames.Archive), cause);
}

/// <summary>An image that was loaded.</summary>
/// <param name="Name">Its reference; its id where it has none.</param>
/// <param name="Id">Its id; empty if it is gone already.</param>
public sealed record LoadedImage(string Name, string Id);
