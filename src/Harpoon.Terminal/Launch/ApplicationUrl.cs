using System.Globalization;
using System.Text.RegularExpressions;
using Harpoon.Engine.Client.Api.Containers;

namespace Harpoon.Terminal.Launch;

/// <summary>A URL that an application is to listen at.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">The host: a name, an address, <c>*</c> or <c>+</c>.</param>
/// <param name="Port">The port.</param>
internal sealed partial record ApplicationUrl(string Scheme, string Host, int Port)
{
    /// <summary>Whether it needs a certificate.</summary>
    public bool IsSecure => Scheme == "https";

    /// <summary>The same in a container: there <c>localhost</c> would be the container alone, which is unreachable from outside.</summary>
    public string InContainer => string.Create(CultureInfo.InvariantCulture, $"{Scheme}://*:{Port}");

    /// <summary>What makes it answer at this machine: at the address that it names, and nowhere else.</summary>
    public PortBinding Binding => new(Port)
    {
        HostPort = Port.ToString(CultureInfo.InvariantCulture),
        HostIp = Host.ToUpperInvariant() switch
        {
            "LOCALHOST" or "[::1]" => "127.0.0.1",
            _ => System.Net.IPAddress.TryParse(Host, out var address) && !IsAny(address) ? address.ToString() : null,
        },
    };

    /// <summary>Reads one; null for what is none, or has no port of its own, as a socket's path.</summary>
    public static ApplicationUrl? Parse(string text)
    {
        var match = Grammar().Match(text.Trim());
        if (!match.Success)
        {
            return null;
        }

        var scheme = match.Groups["scheme"].Value.ToLowerInvariant();
        var port = match.Groups["port"] is { Success: true } given
            ? int.Parse(given.Value, CultureInfo.InvariantCulture)
            : scheme == "https" ? 443 : 80;
        return port is > 0 and <= ushort.MaxValue ? new ApplicationUrl(scheme, match.Groups["host"].Value, port) : null;
    }

    private static bool IsAny(System.Net.IPAddress address) =>
        address.Equals(System.Net.IPAddress.Any) || address.Equals(System.Net.IPAddress.IPv6Any);

    [GeneratedRegex(@"^(?<scheme>https?)://(?<host>\[[^\]]+\]|[^:/\[\]]+)(:(?<port>[0-9]{1,5}))?(/.*)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
