using System.Buffers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs;

/// <summary>A container's name as the engine takes it: <c>[a-zA-Z0-9][a-zA-Z0-9_.-]+</c>.</summary>
internal static class ContainerName
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    /// <summary>Checks a name before anything is sent.</summary>
    /// <exception cref="HarpoonException">HRP4004: the engine would refuse it.</exception>
    public static void Check(string name)
    {
        if (name.Length < 2 || !char.IsAsciiLetterOrDigit(name[0]) || name.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new HarpoonException(Diagnostic.Of("HRP4004", name));
        }
    }
}
