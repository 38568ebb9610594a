using System.Buffers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>Names that people give an engine's containers, networks and volumes: <c>[a-zA-Z0-9][a-zA-Z0-9_.-]+</c>.</summary>
internal static class EngineName
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    public static bool IsValid(string name) =>
        name.Length >= 2 && char.IsAsciiLetterOrDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(Allowed);
}

/// <summary>A container's name as the engine takes it.</summary>
public static class ContainerName
{
    /// <summary>Checks a name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4004: the engine would refuse it.</exception>
    public static string Check(string name) =>
        EngineName.IsValid(name) ? name : throw new HarpoonException(Diagnostic.Of("HRP4004", name));
}

/// <summary>A network to run in, as the docker CLI's <c>--network</c> names it.</summary>
public static class NetworkName
{
    private const string OtherContainer = "container:";

    /// <summary>Checks a name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4104: it names no network.</exception>
    public static string Check(string name) => IsOfEngine(name) && name != OtherContainer || EngineName.IsValid(name)
        ? name
        : throw new HarpoonException(Diagnostic.Of("HRP4104", name));

    /// <summary>Whether it is one that every engine has, or another container's: no one creates those, and none of them has aliases.</summary>
    public static bool IsOfEngine(string name) =>
        name is "default" or "bridge" or "host" or "none" or "nat" || name.StartsWith(OtherContainer, StringComparison.Ordinal);
}

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

/// <summary>A user of a container, and perhaps a group: <c>user</c>, <c>uid</c>, <c>user:group</c>, <c>uid:gid</c>, or <c>host</c> for who runs the build.</summary>
public static class UserName
{
    /// <summary>Checks a name before anything is sent; whether the image has such a user only the engine knows.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4117: it can't be a user.</exception>
    public static string Check(string name) =>
        name.Split(':') is { Length: 1 or 2 } parts && parts.All(part => part.Length > 0 && !part.Any(char.IsWhiteSpace))
            ? name
            : throw new HarpoonException(Diagnostic.Of("HRP4117", name));
}

/// <summary>A label of a container beside Harpoon's own.</summary>
public static class RunLabel
{
    /// <summary>What Harpoon's own labels start with, by which it knows what to clear away.</summary>
    private const string Reserved = "harpoon.";

    /// <summary>Checks a label's name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4113: it has none, or one of Harpoon's.</exception>
    public static string Check(string name) => name.Length > 0 && !name.StartsWith(Reserved, StringComparison.Ordinal)
        ? name
        : throw new HarpoonException(Diagnostic.Of("HRP4113", name));
}
