using System.Net;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>A line of a container's <c>/etc/hosts</c>, as the docker CLI's <c>--add-host</c> reads it.</summary>
public static class ExtraHost
{
    /// <summary>The address of the engine's host, whatever it is.</summary>
    private const string Gateway = "host-gateway";

    /// <summary>Reads <c>name=address</c> or <c>name:address</c>; brackets around the address and <c>host-gateway</c> in its place are fine.</summary>
    /// <returns>As the engine takes it: <c>name:address</c>.</returns>
    /// <exception cref="HarpoonException">HRP4106: it is no such line.</exception>
    public static string Parse(string text)
    {
        var separator = text.IndexOf('=', StringComparison.Ordinal);
        separator = separator < 0 ? text.IndexOf(':', StringComparison.Ordinal) : separator;
        var name = separator < 0 ? "" : text[..separator];
        var address = text[(separator + 1)..];
        var bare = address is ['[', .. var inner, ']'] ? inner : address;
        return HostName.IsValid(name) && (bare == Gateway || IsAddress(bare))
            ? $"{name}:{bare}"
            : throw new HarpoonException(Diagnostic.Of("HRP4106", text));
    }

    // .NET reads a port's number, '5432', as an address too, by the rules of old C libraries.
    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) || address.ToString() == text);
}
