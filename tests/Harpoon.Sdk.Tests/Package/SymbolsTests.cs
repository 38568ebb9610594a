using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Harpoon.Sdk.Tests.Package;

/// <summary>The package of symbols, which NuGet's symbol server takes beside the package.</summary>
public sealed class SymbolsTests(PackedSdk sdk) : IDisposable
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private readonly PackageFiles _files = new(sdk.Package);
    private readonly PackageFiles _symbols = new(Path.ChangeExtension(sdk.Package, ".snupkg"));

    public void Dispose()
    {
        _files.Dispose();
        _symbols.Dispose();
    }

    [Theory]
    [InlineData("Harpoon.Tasks")]
    [InlineData("Harpoon.Engine")]
    [InlineData("Harpoon.BuildKit")]
    [InlineData("Harpoon.Terminal")]
    public void One_set_of_symbols_belongs_to_the_assembly_of_every_runtime(string assembly)
    {
        using var provider = Symbols(assembly);
        var id = new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id);

        foreach (var runtime in PackageFiles.Compiled.Prepend("any"))
        {
            using var reader = new PEReader(_files.Read($"{PackageFiles.Folder(runtime)}{assembly}.dll"));
            var entry = reader.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);

            Assert.Equal(id.Guid, reader.ReadCodeViewDebugDirectoryData(entry).Guid);
        }
    }

    [Theory]
    [InlineData("Harpoon.Tasks")]
    [InlineData("Harpoon.Engine")]
    [InlineData("Harpoon.BuildKit")]
    [InlineData("Harpoon.Terminal")]
    public void They_lead_to_the_sources_of_the_commit(string assembly)
    {
        using var provider = Symbols(assembly);
        var reader = provider.GetMetadataReader();

        var link = reader.GetCustomDebugInformation(EntityHandle.ModuleDefinition)
            .Select(reader.GetCustomDebugInformation)
            .Single(information => reader.GetGuid(information.Kind) == SourceLink);

        Assert.Matches("""^\{"documents":\{"/_/\*":"https://raw\.githubusercontent\.com/harpoon-sdk/harpoon/[0-9a-f]{40}/\*"\}\}$""",
            Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)));
    }

    private MetadataReaderProvider Symbols(string assembly) =>
        MetadataReaderProvider.FromPortablePdbStream(_symbols.Read($"{PackageFiles.Folder("any")}{assembly}.pdb"));
}
