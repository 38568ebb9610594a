using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Harpoon.Engine.Client;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Patterns;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>Finds the files of this machine that a container's paths mean: those that are mounted into it.</summary>
public sealed class HostPaths
{
    private readonly ImmutableArray<MountedFolder> _mounts;
    private readonly string? _workingDirectory;
    private readonly Regex? _inText;

    /// <param name="mounts">All that is mounted into the container.</param>
    /// <param name="workingDirectory">Where relative paths start in the container; null if that isn't known.</param>
    public HostPaths(IEnumerable<MountedFolder> mounts, string? workingDirectory)
    {
        // The longest first: what is mounted into a mounted folder hides what is there.
        _mounts = [.. mounts.Where(mount => mount.Target.Length > 1).OrderByDescending(mount => mount.Target.Length)];
        _workingDirectory = workingDirectory;
        if (_mounts.Any(mount => mount.Source is not null))
        {
            // A path is not in the middle of a word or of another path, and ends with a whole name.
            var targets = string.Join('|', _mounts.Select(mount => Regex.Escape(mount.Target)));
            _inText = new Regex($@"(?<![\w./-])(?:{targets})(?![\w.-])", RegexOptions.CultureInvariant);
        }
    }

    /// <summary>The paths of a run. Where the image says where its command starts, the engine is asked for that, once.</summary>
    public static async Task<HostPaths> OfAsync(ContainerRunOptions options, IEngine engine, CancellationToken cancellationToken)
    {
        var mounts = options.Volumes.Select(volume => volume.ToMountedFolder()).ToList();
        var workingDirectory = options.Container.WorkingDirectory;
        if (workingDirectory is null && mounts.Any(mount => mount.Source is not null))
        {
            // An image that is to be pulled yet is not known yet.
            workingDirectory = (await engine.Images.FindAsync(options.ImageId ?? options.Image, cancellationToken))?.WorkingDirectory is { Length: > 0 } folder ? folder : null;
        }

        return new HostPaths(mounts, workingDirectory);
    }

    /// <summary>The file of this machine that a container's path means; the path as it is, where it means none.</summary>
    public string File(string path)
    {
        if (_inText is null || path.Length == 0)
        {
            return path;
        }

        if (path.StartsWith('/'))
        {
            return OnHost(GoPath.Clean(path)) ?? path;
        }

        // What stands where a file does may be a tool's name.
        return _workingDirectory is not null
            && OnHost(GoPath.Clean($"{_workingDirectory}/{path}")) is { } file && (System.IO.File.Exists(file) || Directory.Exists(file))
                ? file
                : path;
    }

    /// <summary>A text whose paths into mounted folders are this machine's.</summary>
    public string Text(string text) => _inText?.Replace(text, match => OnHost(match.Value) ?? match.Value) ?? text;

    private string? OnHost(string path)
    {
        foreach (var mount in _mounts)
        {
            if (GoPath.IsInside(path, mount.Target))
            {
                return mount.Source is { } source ? JoinedTo(source, path[mount.Target.Length..]) : null;
            }
        }

        return null;
    }

    private static string JoinedTo(string source, string rest) =>
        rest.Length == 0 ? source : Path.TrimEndingDirectorySeparator(source) + rest.Replace('/', Path.DirectorySeparatorChar);
}
