using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>A platform that an image is for: <c>linux/arm64</c>, <c>linux/arm/v7</c>, or the system or the architecture alone.</summary>
/// <remarks>The grammar is that of https://github.com/containerd/platforms; which there are is for the engine to say.</remarks>
public static partial class RunPlatform
{
    private const int MostParts = 3;

    /// <summary>Checks a name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4116: it can't be a platform.</exception>
    public static string Check(string name) => name.Split('/') is { Length: <= MostParts } parts && parts.All(IsPart) && Meant(name) is null
        ? name
        : throw new HarpoonException(Diagnostic.Of("HRP4116", name, Meant(name) ?? "linux/amd64 or linux/arm/v7"));

    /// <summary>What .NET's name of a platform, <c>linux-x64</c>, is to engines; null for other names.</summary>
    private static string? Meant(string name)
    {
        var match = NameOfNet().Match(name);
        return !match.Success ? null
            : (match.Groups["system"].Value.StartsWith("win", StringComparison.OrdinalIgnoreCase) ? "windows/" : "linux/") + match.Groups["architecture"].Value.ToUpperInvariant() switch
            {
                "X64" => "amd64",
                "X86" => "386",
                "ARM" => "arm/v7",
                _ => "arm64",
            };
    }

    [GeneratedRegex("^(?<system>linux(?:-musl)?|win|windows|osx)(?:-(?<architecture>x64|x86|arm64|arm)|/(?<architecture>x64|x86))$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex NameOfNet();

    private static bool IsPart(string part) =>
        part.Length > 0 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.');
}
