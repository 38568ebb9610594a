namespace Harpoon.Engine.Dockerfiles;

/// <summary>A platform as BuildKit names it in <c>$TARGETPLATFORM</c> (<see href="https://github.com/containerd/platforms"/>).</summary>
/// <param name="OperatingSystem"><c>linux</c>.</param>
/// <param name="Architecture"><c>amd64</c>, <c>arm</c>.</param>
/// <param name="Variant"><c>v7</c>; empty for none.</param>
internal sealed record PlatformName(string OperatingSystem, string Architecture, string Variant)
{
    /// <summary>Reads <c>linux/arm64</c>, <c>linux/arm/v7</c>, <c>linux</c> or <c>arm64</c>; null for what can't be read.</summary>
    /// <param name="text">The text.</param>
    /// <param name="engine">The engine's own platform, which gives what is left out; null if it isn't known.</param>
    public static PlatformName? Parse(string text, PlatformName? engine)
    {
        var parts = text.ToLowerInvariant().Split('/');
        return parts switch
        {
            ["linux" or "windows" or "freebsd" or "darwin" or "macos"] => engine is null ? null : engine with { OperatingSystem = SystemOf(parts[0]) },
            [var architecture] => engine is null ? null : Of(engine.OperatingSystem, architecture, ""),
            [var system, var architecture] => Of(SystemOf(system), architecture, ""),
            [var system, var architecture, var variant] => Of(SystemOf(system), architecture, variant),
            _ => null,
        };
    }

    /// <summary>By an engine's words for its processor, which are the kernel's; null if they don't give the variant.</summary>
    public static PlatformName? OfEngine(string? system, string? processor) => (system, processor) switch
    {
        (null or "", _) => null,
        (_, "x86_64" or "amd64") => new(system, "amd64", ""),
        (_, "aarch64" or "arm64") => new(system, "arm64", ""),
        (_, "ppc64le" or "s390x" or "riscv64") => new(system, processor, ""),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Variant.Length == 0 ? $"{OperatingSystem}/{Architecture}" : $"{OperatingSystem}/{Architecture}/{Variant}";

    private static string SystemOf(string text) => text == "macos" ? "darwin" : text;

    private static PlatformName? Of(string system, string architecture, string variant) => (architecture, variant) switch
    {
        ("", _) => null,
        ("x86_64" or "x86-64" or "amd64", "" or "v1") => new(system, "amd64", ""),
        ("x86_64" or "x86-64" or "amd64", _) => new(system, "amd64", variant),
        ("aarch64" or "arm64", "" or "v8" or "8") => new(system, "arm64", ""),
        ("aarch64" or "arm64", _) => null,
        ("i386", _) => new(system, "386", ""),
        ("armhf", _) or ("arm", "" or "7") => new(system, "arm", "v7"),
        ("armel", _) => new(system, "arm", "v6"),
        ("arm", "5" or "6" or "8") => new(system, "arm", $"v{variant}"),
        _ => new(system, architecture, variant),
    };
}
