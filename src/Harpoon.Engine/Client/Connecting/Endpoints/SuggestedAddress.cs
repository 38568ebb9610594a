namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>What a near miss of an engine's address was meant to be: the docker CLI would ask for a host of its name.</summary>
internal static class SuggestedAddress
{
    private const string UsualSocket = "unix:///var/run/docker.sock";

    private static readonly string[] Schemes = ["unix", "npipe", "tcp", "https", "http", "ssh", "fd"];

    /// <summary>The address to write; null if the text is not one of the known near misses.</summary>
    /// <param name="text">A text without <c>://</c>.</param>
    public static string? Of(string text)
    {
        if (text.Replace('\\', '/').StartsWith("//./pipe/", StringComparison.OrdinalIgnoreCase))
        {
            return $"npipe://{text.Replace('\\', '/')}";
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && Schemes.FirstOrDefault(scheme => scheme.Equals(text[..colon], StringComparison.OrdinalIgnoreCase)) is { } named)
        {
            return OfScheme(named, text[(colon + 1)..]);
        }

        return text.Length > 0 && text.All(char.IsAsciiDigit) ? $"tcp://localhost:{text}"
            : IsSocket(text) ? Socket(text)
            : null;
    }

    private static string OfScheme(string scheme, string rest) => scheme switch
    {
        "unix" => Socket(rest),
        "npipe" => rest.StartsWith('/') ? $"npipe:////{rest.TrimStart('/')}" : "npipe:////./pipe/docker_engine",
        "fd" => UsualSocket,
        _ => $"{scheme}://{(rest.Trim('/') is { Length: > 0 } host ? host : "host:port")}",
    };

    private static bool IsSocket(string text) =>
        text.StartsWith('/') || text.StartsWith('~') || text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("../", StringComparison.Ordinal)
        || text.EndsWith(".sock", StringComparison.OrdinalIgnoreCase);

    // Where a relative path starts is not known to the engine's other clients.
    private static string Socket(string path) =>
        path.StartsWith('/') && path.Trim('/').Length > 0 ? $"unix:///{path.TrimStart('/')}" : UsualSocket;
}
