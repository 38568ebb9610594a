using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>
/// The images that a project's builds made, kept in its <c>obj</c>: ids, and the tags that the builds gave them. A label says less: an image that is built on
/// one of these carries it as well, and so does what the same project builds elsewhere.
/// </summary>
/// <param name="intermediateDirectory">The full path of the project's <c>obj</c>.</param>
/// <param name="projectLabel">The value of the label <c>harpoon.project</c>.</param>
public sealed class BuiltImages(string intermediateDirectory, string projectLabel)
{
    // More than is left on an engine between two cleanings.
    private const int Most = 1000;

    private readonly string _path = Path.Combine(
        intermediateDirectory, IntermediateFiles.FolderName, IntermediateFiles.FileName(projectLabel) + ".images");

    /// <summary>Adds an image, unless it is known already.</summary>
    /// <param name="imageId">Its id.</param>
    /// <param name="tags">The references that it got.</param>
    /// <param name="report">Is given a warning if the file can't be written: then the image is not cleaned away.</param>
    public void Add(string imageId, IEnumerable<string> tags, IReport report)
    {
        var line = string.Join(' ', tags.Prepend(imageId));
        try
        {
            var lines = Lines();
            if (lines.Contains(line))
            {
                return;
            }

            if (lines.Length >= Most)
            {
                Replace([.. lines.TakeLast(Most / 2), line]);
            }
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
                File.AppendAllText(_path, line + "\n");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Message(MessageLevel.Normal, $"{_path} could not be updated with the image {imageId}: {e.Message} {OptionNames.Clean} will not remove that image.");
        }
    }

    /// <summary>The tags that each image got, by its id.</summary>
    public IReadOnlyDictionary<string, ImmutableHashSet<string>> Read()
    {
        var images = new Dictionary<string, ImmutableHashSet<string>>(StringComparer.Ordinal);
        foreach (var line in Lines())
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [var id, .. var tags] && ImageIds.IsWhole(id))
            {
                images[id] = images.GetValueOrDefault(id, []).Union(tags);
            }
        }

        return images;
    }

    /// <summary>Forgets images that are gone.</summary>
    public void Forget(IReadOnlyCollection<string> imageIds)
    {
        try
        {
            Replace([.. Lines().Where(line => !imageIds.Contains(line.Split(' ')[0]))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The ids of images that are gone stand for nothing, and do no harm.
        }
    }

    private string[] Lines()
    {
        try
        {
            return File.Exists(_path) ? File.ReadAllLines(_path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Replace(string[] lines)
    {
        if (!File.Exists(_path))
        {
            return;
        }

        var unfinished = $"{_path}.{Guid.NewGuid():n}";
        File.WriteAllLines(unfinished, lines);
        File.Move(unfinished, _path, overwrite: true);
    }
}
