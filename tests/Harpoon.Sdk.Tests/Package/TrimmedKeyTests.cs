using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using Harpoon.Engine.Tests.Infrastructure.Ssh;
using Renci.SshNet;
using Renci.SshNet.Security;

namespace Harpoon.Sdk.Tests.Package;

/// <summary>The library that reads keys and the one that signs are packed without what Harpoon does not call. Here they are loaded as MSBuild loads them.</summary>
public sealed class TrimmedKeyTests : IDisposable
{
    private static readonly byte[] Data = "to be signed"u8.ToArray();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-keys-");
    private readonly TasksContext _packed;

    public TrimmedKeyTests(PackedSdk sdk)
    {
        ZipFile.ExtractToDirectory(sdk.Package, Path("package"));
        _packed = new TasksContext(Path("package", PackageFiles.Folder("linux-x64"), "Harpoon.Tasks.dll"));
    }

    public void Dispose()
    {
        _packed.Unload();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [ClassData(typeof(KeyKinds))]
    public async Task The_whole_library_accepts_what_the_packed_one_signs(string[] kind)
    {
        Assert.SkipUnless(ExternalProgram.Exists("ssh-keygen"), "OpenSSH's client is not installed.");
        await ExternalProgram.RunAsync("ssh-keygen", ["-q", .. kind, "-N", "", "-f", Path("key")]);
        using var whole = new PrivateKeyFile(Path("key"));
        var expected = whole.HostKeyAlgorithms.OfType<KeyHostAlgorithm>().ToList();

        var signed = Sign(Path("key"));

        Assert.Equal(expected.Select(algorithm => algorithm.Name), signed.Select(signature => signature.Algorithm));
        NonEmpty.All(expected.Zip(signed), pair =>
        {
            Assert.Equal(pair.First.Data, pair.Second.PublicKey);
            Assert.True(pair.First.VerifySignature(Data, pair.Second.Signature));
        });
    }

    private List<(string Algorithm, byte[] PublicKey, byte[] Signature)> Sign(string path)
    {
        var library = _packed.LoadFromAssemblyName(new AssemblyName("Renci.SshNet"));
        Assert.StartsWith(_folder.FullName, library.Location, StringComparison.Ordinal);
        using var stream = File.OpenRead(path);
        dynamic key = Activator.CreateInstance(library.GetType(typeof(PrivateKeyFile).FullName!)!, stream)!;
        var signed = new List<(string, byte[], byte[])>();
        foreach (dynamic algorithm in key.HostKeyAlgorithms)
        {
            signed.Add((algorithm.Name, algorithm.Data, algorithm.Sign(Data)));
        }

        return signed;
    }

    private string Path(params string[] names) => System.IO.Path.Combine([_folder.FullName, .. names]);

    private sealed class TasksContext(string tasks) : AssemblyLoadContext(isCollectible: true)
    {
        private readonly AssemblyDependencyResolver _resolver = new(tasks);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }
}
