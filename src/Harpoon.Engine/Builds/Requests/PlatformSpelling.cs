using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>
/// Finds a misspelled platform before anything is sent: a builder would look for it in the base images, and report their lines, or build what runs nowhere. The names are
/// those of Go (<see href="https://go.dev/doc/install/source#environment"/>), and their other spellings (<see href="https://github.com/containerd/platforms"/>).
/// </summary>
public static class PlatformSpelling
{
    private static readonly HashSet<string> Systems = new(StringComparer.OrdinalIgnoreCase)
    {
        "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "macos", "netbsd", "openbsd", "plan9", "solaris", "wasi", "wasip1",
        "windows", "zos",
    };

    private static readonly HashSet<string> Architectures = new(StringComparer.OrdinalIgnoreCase)
    {
        "386", "aarch64", "amd64", "arm", "arm64", "arm64be", "armbe", "armel", "armhf", "i386", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc", "ppc64", "ppc64le",
        "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm", "x86-64", "x86_64",
    };

    /// <summary>Checks a platform that is written as one.</summary>
    /// <returns>The platform.</returns>
    /// <exception cref="HarpoonException">HRP5044: its system or architecture is none that exists.</exception>
    public static string Check(string name)
    {
        var parts = name.Split('/');
        var (part, known) = parts.Length == 1 ? (parts[0], [.. Systems, .. Architectures])
            : !Systems.Contains(parts[0]) ? (parts[0], Systems)
            : (parts[1], Architectures);
        return known.Contains(part) ? name
            : throw new HarpoonException(Diagnostic.Of("HRP5044", name, part, part.Length > 0 && NearestName.Of(part, known) is { } near ? name.Replace(part, near, StringComparison.Ordinal) : "linux/amd64"));
    }
}
