using System.IO.Compression;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>skopeo, which reads archives by another code than the engines' and ours; <c>eng/skopeo.sh</c> fetches it.</summary>
internal static class SkopeoProgram
{
    private const string Name = "skopeo";

    /// <summary>Where it is. A test that asks where there is none is skipped; where the engine's tests must run, it fails.</summary>
    public static string Path
    {
        get
        {
            if (Environment.GetEnvironmentVariable("HARPOON_TEST_SKOPEO") is { Length: > 0 } path)
            {
                return path;
            }

            Assert.SkipUnless(
                ExternalProgram.Exists(Name) || Environment.GetEnvironmentVariable("HARPOON_REQUIRE_ENGINE") == "1",
                $"There is no {Name}, and HARPOON_TEST_SKOPEO names none: eng/skopeo.sh fetches it.");
            return Name;
        }
    }

    /// <summary>Reads all of an archive's image: each layer is checked by its digest.</summary>
    /// <param name="kind"><c>docker-archive</c> or <c>oci-archive</c>.</param>
    /// <param name="archive">The file, unpacked if it is compressed: not every skopeo does that by itself.</param>
    /// <returns>The image's configuration.</returns>
    public static async Task<string> ReadAsync(string kind, string archive)
    {
        using var copy = new TemporaryFolder();
        archive = archive.EndsWith("gz", StringComparison.Ordinal) ? await UnpackedAsync(archive, System.IO.Path.Combine(copy.Path, "unpacked.tar")) : archive;
        await ExternalProgram.RunAsync(Path, ["--insecure-policy", "copy", "-q", $"{kind}:{archive}", $"dir:{copy.Path}/image"]);
        return await ExternalProgram.RunAsync(Path, ["inspect", "--config", $"{kind}:{archive}"]);
    }

    private static async Task<string> UnpackedAsync(string archive, string path)
    {
        await using var packed = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        await using var unpacked = File.Create(path);
        await packed.CopyToAsync(unpacked);
        return path;
    }
}
