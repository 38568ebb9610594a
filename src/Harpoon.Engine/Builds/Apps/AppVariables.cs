using System.Collections.Immutable;
using System.Globalization;

namespace Harpoon.Engine.Builds.Apps;

/// <summary>The variables that decide about an image: the user of Microsoft's base images, and where ASP.NET Core listens.</summary>
internal static class AppVariables
{
    public const string User = "APP_UID";
    public const string Urls = "ASPNETCORE_URLS";
    public const string HttpPorts = "ASPNETCORE_HTTP_PORTS";
    public const string HttpsPorts = "ASPNETCORE_HTTPS_PORTS";

    /// <summary>Those of the base image, with the application's own in their place.</summary>
    public static Dictionary<string, string> Of(AppBase? known, IEnumerable<AppSetting> own)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in known?.Variables ?? [])
        {
            var split = text.IndexOf('=', StringComparison.Ordinal);
            if (split > 0)
            {
                variables[text[..split]] = text[(split + 1)..];
            }
        }

        foreach (var (name, value) in own)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>The ports that ASP.NET Core listens on: those of the addresses, or else those of the two lists of ports.</summary>
    public static ImmutableArray<string> Ports(IReadOnlyDictionary<string, string> variables) => variables.TryGetValue(Urls, out var urls)
        ? [.. List(urls).Select(PortOf).OfType<string>()]
        : [.. List(variables.GetValueOrDefault(HttpPorts, "")).Concat(List(variables.GetValueOrDefault(HttpsPorts, ""))).Select(Number).OfType<string>()];

    private static string[] List(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The port of <c>http://+:8080</c>; null if the address has none.</summary>
    private static string? PortOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var colon = address.LastIndexOf(':');
        if (scheme <= 0 || colon <= scheme + 2)
        {
            return null;
        }

        var digits = address[(colon + 1)..].TakeWhile(char.IsAsciiDigit);
        return Number(string.Concat(digits));
    }

    private static string? Number(string text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var port) ? port.ToString(CultureInfo.InvariantCulture) : null;
}
