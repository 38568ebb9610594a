using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.Options.Volumes;

/// <summary>The docker CLI's grammar of volumes: parts between colons, of which a Windows drive's is none.</summary>
/// <remarks>https://docs.docker.com/reference/cli/docker/container/run/#volume</remarks>
public static class VolumeGrammar
{
    /// <summary>Reads a volume as the docker CLI's <c>--volume</c> does, or its <c>--tmpfs</c>.</summary>
    /// <param name="request">What the user wrote.</param>
    /// <param name="host">Where a relative path starts.</param>
    /// <exception cref="HarpoonException">HRP4102: it is no volume.</exception>
    public static VolumeMount Parse(VolumeRequest request, HostEnvironment host)
    {
        var type = TypeOf(request);
        var mount = type == VolumeType.Tmpfs ? Tmpfs(request) : Mounted(request, type, host);
        CheckTarget(request, mount.Target);
        return request.ReadOnly is true && !mount.IsReadOnly
            ? mount with { Options = mount.Options.Length == 0 ? "ro" : $"{mount.Options},ro" }
            : mount;
    }

    // As --tmpfs takes it: the options are what mount(8) knows of tmpfs.
    private static VolumeMount Tmpfs(VolumeRequest request)
    {
        var (target, options) = request.Target is { } given ? (given, "") : Halves(request.Text);
        return new VolumeMount(VolumeType.Tmpfs, null, target) { Options = options };
    }

    private static VolumeMount Mounted(VolumeRequest request, VolumeType? type, HostEnvironment host)
    {
        var (source, target, options) = request.Target is { } given
            ? (request.Text, given, "")
            : Of(request, PathText.Split(request.Text));
        if (source is null)
        {
            return type == VolumeType.Bind
                ? throw Wrong(request, "a bind mount needs a path on the host and one in the container, separated by a colon.")
                : new VolumeMount(VolumeType.Volume, null, target);
        }

        var isBind = type == VolumeType.Bind || type is null && PathText.IsPath(source);
        if (VolumeOptions.Complaint(options, isBind) is { } complaint)
        {
            throw Wrong(request, complaint);
        }

        return new VolumeMount(
            isBind ? VolumeType.Bind : VolumeType.Volume, isBind ? HostPath(request, source, host) : Name(request, source), target)
        {
            Options = options,
        };
    }

    private static (string? Source, string Target, string Options) Of(VolumeRequest request, ImmutableArray<string> parts)
    {
        if (IsMountOption(request.Text))
        {
            throw Wrong(request, "that is the syntax of docker's --mount.");
        }

        if (parts.Contains(""))
        {
            throw Wrong(request, "a part before or after a colon is empty.");
        }

        return parts switch
        {
            [var target] => (null, target, ""),
            [var source, var target] => (source, target, ""),
            [var source, var target, var options] => (source, target, options),
            _ => throw Wrong(request, "it has more than three parts between colons."),
        };
    }

    private static (string, string) Halves(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
    }

    private static VolumeType? TypeOf(VolumeRequest request) => request.Type?.Trim().ToUpperInvariant() switch
    {
        null or "" => null,
        "BIND" => VolumeType.Bind,
        "VOLUME" => VolumeType.Volume,
        "TMPFS" => VolumeType.Tmpfs,
        _ => throw Wrong(request, $"its Type '{request.Type}' is neither bind nor volume nor tmpfs."),
    };

    private static string HostPath(VolumeRequest request, string source, HostEnvironment host)
    {
        if (source.Length > 1 && source[0] == '~' && source[1] is not ('/' or '\\'))
        {
            throw Wrong(request, $"'{source}' is the home folder of another user, which is not expanded; write its full path.");
        }

        var path = PathText.IsOfWindows(source) && host.Platform != HostPlatform.Windows ? source
            : source is "~" || source.StartsWith("~/", StringComparison.Ordinal) ? host.HomeDirectory + source[1..]
            : host.FullPath(source);
        return PathText.Split(path).Length == 1
            ? path
            : throw Wrong(request, $"the path {path} contains a colon, which the engine treats as its end.");
    }

    private static bool IsMountOption(string text) =>
        text.StartsWith("type=", StringComparison.OrdinalIgnoreCase) || text.StartsWith("source=", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("src=", StringComparison.OrdinalIgnoreCase);

    private static string Name(VolumeRequest request, string source) => EngineName.IsValid(source) ? source
        : source.Contains('$', StringComparison.Ordinal) || source.Contains('%', StringComparison.Ordinal) ? throw Wrong(request, $"'{source}' has a variable as shells write it; MSBuild's are $(HOME).")
        : throw Wrong(request, $"'{source}' is not a volume's name; a path starts with ./, ../, / or ~/, as in ./{source}.");

    private static void CheckTarget(VolumeRequest request, string target)
    {
        if (target.LastIndexOf(',') is var comma and >= 0 && VolumeOptions.IsOption(target[(comma + 1)..]))
        {
            throw Wrong(request, $"'{target[(comma + 1)..]}' follows a comma; options follow a colon, such as {target[..comma]}:{target[(comma + 1)..]}.");
        }

        if (!target.StartsWith('/') && !PathText.IsOfWindows(target))
        {
            throw Wrong(request, $"'{target}' is the path in the container, and must be absolute, such as /{target}.");
        }

        if (target.Trim('/').Length == 0)
        {
            throw Wrong(request, "nothing can be mounted at the container's root, /.");
        }
    }

    private static HarpoonException Wrong(VolumeRequest request, string reason) =>
        new(Diagnostic.Of("HRP4102", request.Text, reason));
}
