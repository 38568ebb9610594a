using System.Buffers;

namespace Harpoon.Engine.Runs.Options;

/// <summary>Names that people give an engine's containers, networks and volumes: <c>[a-zA-Z0-9][a-zA-Z0-9_.-]+</c>.</summary>
internal static class EngineName
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    public static bool IsValid(string name) =>
        name.Length >= 2 && char.IsAsciiLetterOrDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(Allowed);
}
