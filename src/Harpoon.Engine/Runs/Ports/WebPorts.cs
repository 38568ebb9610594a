using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Ports;

/// <summary>Finds where an ASP.NET Core application listens, by the variables that it reads (https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints).</summary>
internal static class WebPorts
{
    private static readonly string[] UrlVariables = ["ASPNETCORE_URLS", "DOTNET_URLS", "URLS"];

    /// <summary>Gives the ports of a web application their URLs, which a terminal and a browser can open.</summary>
    /// <param name="ports">The published ports.</param>
    /// <param name="environment">The container's variables, as <c>NAME=value</c>.</param>
    public static ImmutableArray<PublishedAddress> Mark(ImmutableArray<PublishedAddress> ports, ImmutableArray<string> environment)
    {
        var schemes = SchemesOf(name => environment.LastOrDefault(variable => variable.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..]);
        return [.. ports.Select(published =>
            published.Port.Protocol == "tcp" && schemes.TryGetValue(published.Port.ContainerPort, out var scheme)
                ? published with { WebAddress = UrlOf(scheme, published) }
                : published)];
    }

    /// <summary>The scheme of each port. URLs take the place of ports.</summary>
    private static Dictionary<int, string> SchemesOf(Func<string, string?> variable)
    {
        var schemes = new Dictionary<int, string>();
        foreach (var url in UrlsIn(UrlVariables.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value))))
        {
            Add(schemes, url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? "https" : "http", PortOf(url));
        }

        if (schemes.Count == 0)
        {
            foreach (var scheme in (string[])["http", "https"])
            {
                foreach (var port in Parts(variable($"ASPNETCORE_{scheme}_PORTS") ?? variable($"DOTNET_{scheme}_PORTS")))
                {
                    Add(schemes, scheme, port);
                }
            }
        }

        return schemes;
    }

    // A development certificate is for this name, and for no address.
    private static string UrlOf(string scheme, PublishedAddress published)
    {
        var host = published.Host is "127.0.0.1" or "[::1]" ? "localhost" : published.Host;
        return string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{published.Port.HostPort}");
    }

    private static void Add(Dictionary<int, string> schemes, string scheme, string port)
    {
        if (int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            schemes[number] = scheme;
        }
    }

    // The host may be '*' or '+', which no parser of URLs takes.
    private static string PortOf(string url)
    {
        var authority = url[(url.IndexOf("://", StringComparison.Ordinal) + "://".Length)..].Split('/')[0];
        var colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']') ? authority[(colon + 1)..]
            : url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? "443"
            : "80";
    }

    private static IEnumerable<string> UrlsIn(string? list) => Parts(list).Where(url => url.Contains("://", StringComparison.Ordinal));

    private static string[] Parts(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
