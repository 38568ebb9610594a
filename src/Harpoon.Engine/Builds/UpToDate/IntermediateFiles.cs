using System.Collections.Immutable;
using System.Text;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>What a build keeps in the project's <c>obj</c>: the rendered Dockerfile, and the stamp.</summary>
internal sealed class IntermediateFiles
{
    /// <summary>The folder in a project's <c>obj</c> that is Harpoon's.</summary>
    public const string FolderName = "harpoon";

    private readonly string _prefix;

    /// <param name="intermediateDirectory">The full path of the project's <c>obj</c>.</param>
    /// <param name="image">The image's name, since a project may build several.</param>
    public IntermediateFiles(string intermediateDirectory, string image)
    {
        Folder = Path.Combine(intermediateDirectory, FolderName);
        _prefix = Path.Combine(Folder, FileName(image));
    }

    /// <summary>The folder, which is never part of a context.</summary>
    public string Folder { get; }

    /// <summary>What the last build was made of.</summary>
    public string StampPath => _prefix + ".stamp";

    /// <summary>What the last build made.</summary>
    public string ResultPath => _prefix + ".result.json";

    /// <summary>The paths that the last build wrote in place of an image.</summary>
    public string WrittenPath => _prefix + ".written";

    /// <summary>The image that is kept of a failed build.</summary>
    public string KeptPath => _prefix + ".kept";

    /// <summary>What changed while the last build ran, so that it left no stamp; null for nothing.</summary>
    public string? LastChanged
    {
        get
        {
            try
            {
                return File.Exists(ChangedPath) ? File.ReadAllText(ChangedPath) : null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>Why the last build left no stamp; null if that is not known.</summary>
    public string? WhyNotKept => LastChanged is { } path ? $"{path} changed while it was built last" : null;

    private string ChangedPath => _prefix + ".changed";

    private string DockerfilePath => _prefix + ".Dockerfile";

    /// <summary>Writes a Dockerfile that is no file of the user's, where it is not there already, so that its time is the time of the last change.</summary>
    /// <returns>Its path; null for the user's own file, or where it can't be written.</returns>
    public string? Write(Dockerfile dockerfile, ImmutableArray<NamedContext> contexts, IReport report)
    {
        var text = string.Join('\n', NamedContextComments.Of(contexts).Prepend(dockerfile.Text));
        try
        {
            // Before the context is scanned: a folder that first comes with the stamp would be a change.
            Directory.CreateDirectory(Folder);
            if (dockerfile.Path is not null)
            {
                return null;
            }

            if (!File.Exists(DockerfilePath) || File.ReadAllText(DockerfilePath) != text)
            {
                File.WriteAllText(DockerfilePath, text);
            }

            report.Message(MessageLevel.Normal, $"Dockerfile: {DockerfilePath}");
            return DockerfilePath;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Message(MessageLevel.Normal, $"The Dockerfile could not be written to {DockerfilePath}: {e.Message}");
            return null;
        }
    }

    /// <summary>Keeps what was written in place of an image. If it can't be kept, the next build is not skipped.</summary>
    public void Keep(WrittenOutput? output)
    {
        try
        {
            output?.Write(WrittenPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(StampPath);
        }
    }

    /// <summary>Keeps a stamp, or removes the last one. Without a stamp the next build asks the engine: slower, and never wrong.</summary>
    /// <param name="stamp">The stamp; null for none.</param>
    /// <param name="changed">What changed while the build ran; null or empty for nothing that is known.</param>
    /// <param name="report">Is given a warning if it can't be kept.</param>
    public void Keep(BuildStamp? stamp, string? changed, IReport report)
    {
        try
        {
            if (stamp is null && !string.IsNullOrEmpty(changed))
            {
                File.WriteAllText(ChangedPath, changed);
            }
            else
            {
                File.Delete(ChangedPath);
            }

            if (stamp is null)
            {
                File.Delete(StampPath);
            }
            else
            {
                stamp.Write(StampPath);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Message(MessageLevel.Normal, $"The build's stamp could not be written to {StampPath}: {e.Message}");
        }
    }

    /// <summary>A text as a part of a file's name.</summary>
    public static string FileName(string text)
    {
        var name = new StringBuilder(text);
        for (var index = 0; index < name.Length; index++)
        {
            if (!char.IsAsciiLetterOrDigit(name[index]) && name[index] is not ('.' or '_'))
            {
                name[index] = '-';
            }
        }

        return name.ToString();
    }
}
