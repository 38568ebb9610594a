using System.Buffers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>A container's own name, and those that others find it by.</summary>
public static class HostName
{
    /// <summary>What Linux keeps of one (<c>HOST_NAME_MAX</c>).</summary>
    private const int Longest = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    /// <summary>Checks a name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4112: it can't be a host's name.</exception>
    public static string Check(string name) => IsValid(name) ? name : throw new HarpoonException(Diagnostic.Of("HRP4112", name));

    internal static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && name[0] is not ('-' or '.') && !name.AsSpan().ContainsAnyExcept(Allowed);
}
