using Harpoon.Engine.Builds.Apps;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>Finds the one source of a project's Dockerfile.</summary>
public static class DockerfileChoice
{
    private const string UsualName = "Dockerfile";

    /// <summary>Lines, text or a path, of which there may be one; or a file named <c>Dockerfile</c> in the project's folder.</summary>
    /// <exception cref="HarpoonException">HRP3013: there are several; HRP3014: there is none; HRP3401: a line stands beside an application that is not there; or
    /// what reading it finds.</exception>
    public static Dockerfile Of(ImageBuildOptions options, HostEnvironment host)
    {
        if (options.App is { } app)
        {
            return DockerfileSource.FromLines(AppDockerfile.Lines(app, options.Lines));
        }

        if (options.Lines.FirstOrDefault(line => line.Side != AppSide.None) is { } around)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3401", around.Text).At(around.Location));
        }

        var hasLines = !options.Lines.IsEmpty;
        var hasText = !string.IsNullOrWhiteSpace(options.Text);
        var hasPath = !string.IsNullOrWhiteSpace(options.DockerfilePath);
        return (hasLines, hasText, hasPath) switch
        {
            (true, false, false) => DockerfileSource.FromLines(options.Lines),
            (false, true, false) => FromText(options),
            (false, false, true) => DockerfileSource.FromFile(host.FullPath(options.DockerfilePath!.Trim()), host.NamedFiles),
            (false, false, false) => Found(host),
            _ => throw Several(options, hasLines, hasText, hasPath),
        };
    }

    /// <summary>Whether there is any source.</summary>
    public static bool IsThere(ImageBuildOptions options, HostEnvironment host) =>
        options.App is not null || !options.Lines.IsEmpty || !string.IsNullOrWhiteSpace(options.Text) || !string.IsNullOrWhiteSpace(options.DockerfilePath)
        || File.Exists(host.FullPath(UsualName));

    private static Dockerfile FromText(ImageBuildOptions options) => options.TextLocations.IsEmpty
        ? DockerfileSource.FromText(options.Text!, options.TextLocation)
        : DockerfileSource.FromText(options.Text!, options.TextLocations);

    private static Dockerfile Found(HostEnvironment host)
    {
        var path = host.FullPath(UsualName);
        return File.Exists(path)
            ? DockerfileSource.FromFile(path, host.NamedFiles)
            : throw new HarpoonException(Diagnostic.Of("HRP3014", host.CurrentDirectory));
    }

    private static HarpoonException Several(ImageBuildOptions options, bool hasLines, bool hasText, bool hasPath)
    {
        List<string> sources = [];
        if (hasLines)
        {
            sources.Add($"{OptionNames.Line} items");
        }

        if (hasText)
        {
            sources.Add($"the property {OptionNames.Text}");
        }

        if (hasPath)
        {
            sources.Add($"the property Dockerfile ('{options.DockerfilePath}')");
        }

        var place = hasLines ? options.Lines[0].Location : options.TextLocation;
        return new HarpoonException(Diagnostic.Of("HRP3013", string.Join(" and ", sources)).At(place));
    }
}
