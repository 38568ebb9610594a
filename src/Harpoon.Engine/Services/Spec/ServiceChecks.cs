using System.Buffers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services.Spec;

/// <summary>What can be wrong with services beside their dependencies, found before anything is sent.</summary>
internal static class ServiceChecks
{
    /// <exception cref="HarpoonException">HRP4200: no image; HRP4201: a name that can't be a host name; HRP4206: a port is waited for, and none is named.</exception>
    public static void Check(Service service)
    {
        ServiceName.Check(service.Name);
        if (string.IsNullOrWhiteSpace(service.Run.Image))
        {
            throw new HarpoonException(Diagnostic.Of("HRP4200", service.Name).About(service.Item));
        }

        if (service.TcpPorts.IsEmpty && service.Waits.FirstOrDefault(wait => wait is PortWait { Port: null } or HttpWait { Port: null }) is { } wait)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4206", service.Name, wait).About(service.Item));
        }
    }

    /// <param name="network">The network that the project's container was given.</param>
    /// <exception cref="HarpoonException">HRP4207: it has no services' names, and its containers can't be in another.</exception>
    public static void CheckNetwork(string? network)
    {
        if (network is "host" or "none" || network?.StartsWith("container:", StringComparison.Ordinal) == true)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4207", network).AboutProperty(OptionNames.RunNetwork));
        }
    }
}

/// <summary>A service's name, which other containers look up as a host name: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, of at most 63 characters.</summary>
/// <remarks>A label of https://www.rfc-editor.org/rfc/rfc1123#section-2.1, and the <c>_</c> and <c>.</c> that compose files have in names as well.</remarks>
internal static class ServiceName
{
    private const int Longest = 63;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    /// <exception cref="HarpoonException">HRP4201: it can't be a host name.</exception>
    public static void Check(string name)
    {
        if (name.Length is 0 or > Longest || !char.IsAsciiLetterOrDigit(name[0]) || name.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new HarpoonException(Diagnostic.Of("HRP4201", name).About(Service.ItemOf(name)));
        }
    }
}
