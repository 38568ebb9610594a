using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>A program of this machine with the libraries that it loads, for an image that has neither.</summary>
internal static class ProgramFiles
{
    /// <summary>Copies them below a folder, to where they are here.</summary>
    public static Task CopyAsync(string program, string folder) => ExternalProgram.RunAsync(
        "/bin/sh",
        [
            "-euc",
            """
            program=$(command -v "$1")
            for file in "$program" $(ldd "$program" | grep -o '/[^ ]*'); do
              mkdir -p "$2$(dirname "$file")"
              cp -L "$file" "$2$file"
            done
            """,
            "sh", program, folder,
        ]);
}
