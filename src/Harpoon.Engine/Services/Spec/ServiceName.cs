using System.Buffers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Spec;

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
