using System.Net.Sockets;
using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Remote.Addresses;

/// <summary>Reads addresses of BuildKits, as buildctl does. See <see href="https://github.com/moby/buildkit/tree/master/client/connhelper"/>.</summary>
internal static partial class BuilderTargets
{
    /// <summary>Reads one.</summary>
    /// <exception cref="HarpoonException">HRP3230: it can't be read.</exception>
    public static BuilderTarget Parse(BuilderAddress address)
    {
        var text = address.Text.Trim();
        var end = text.IndexOf(Uri.SchemeDelimiter, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Wrong(address, "Scheme");
        }

        var rest = text[(end + Uri.SchemeDelimiter.Length)..];
        return text[..end].ToLowerInvariant() switch
        {
            "unix" => Socket(address, rest),
            "tcp" => Port(address, rest),
            "docker-container" => Container(address, rest),
            "kube-pod" => Pod(address, rest),
            "ssh" => throw Wrong(address, "Ssh"),
            _ => throw Wrong(address, "Scheme"),
        };
    }

    private static SocketTarget Socket(BuilderAddress address, string path)
    {
        if (!path.StartsWith('/'))
        {
            throw Wrong(address, "Path");
        }

        try
        {
            _ = new UnixDomainSocketEndPoint(path);
            return new SocketTarget(path);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw Wrong(address, "Length", e);
        }
    }

    private static PortTarget Port(BuilderAddress address, string rest) =>
        Uri.TryCreate($"tcp://{rest}", UriKind.Absolute, out var uri) && uri is { Host.Length: > 0, UserInfo: "", Query: "", Fragment: "", AbsolutePath: "" or "/" }
            ? uri.Port > 0 ? new PortTarget(uri) : throw Wrong(address, "Port")
            : throw Wrong(address, "Host");

    private static ContainerTarget Container(BuilderAddress address, string rest)
    {
        var (name, query) = Split(address, rest, ["context"]);
        return ContainerName().IsMatch(name) ? new ContainerTarget(name, query.GetValueOrDefault("context")) : throw Wrong(address, "Container");
    }

    private static PodTarget Pod(BuilderAddress address, string rest)
    {
        var (name, query) = Split(address, rest, ["context", "namespace", "container"]);
        string?[] names = [name, query.GetValueOrDefault("namespace"), query.GetValueOrDefault("container")];
        return names.All(part => part is null || PodName().IsMatch(part))
            ? new PodTarget(name, names[1], names[2], query.GetValueOrDefault("context"))
            : throw Wrong(address, "Pod");
    }

    /// <summary>A name and the parameters behind it.</summary>
    private static (string Name, Dictionary<string, string> Query) Split(BuilderAddress address, string rest, string[] known)
    {
        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in mark < 0 ? [] : rest[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
            if (!known.Contains(key) || value.Any(char.IsControl))
            {
                throw Wrong(address, "Query");
            }

            if (value.Length > 0)
            {
                query[key] = value;
            }
        }

        return ((mark < 0 ? rest : rest[..mark]).TrimEnd('/'), query);
    }

    private static HarpoonException Wrong(BuilderAddress address, string why, Exception? inner = null) =>
        new(address.Problem("HRP3230", DiagnosticTexts.Format($"HRP3230.{why}")), inner);

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_.-]*$")]
    private static partial Regex ContainerName();

    [GeneratedRegex("^[a-z0-9][-a-z0-9.]*$")]
    private static partial Regex PodName();
}
