using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Harpoon.Architecture.Tests.Code;

/// <summary>The file of each type, as the symbols beside the assembly name it.</summary>
internal static class SourceFiles
{
    // The files of types without code: interfaces, enums.
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    /// <summary>The files by the types' metadata tokens, without those that a build generates.</summary>
    /// <param name="assembly">The assembly's path.</param>
    /// <param name="root">The folder above the projects, as it stands in paths: <c>/src/</c>.</param>
    public static ILookup<int, string> Of(string assembly, string root)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        var symbols = provider.GetMetadataReader();
        return ByCode(symbols, file.GetMetadataReader()).Concat(ByDeclaration(symbols))
            .Select(found => (Type: MetadataTokens.GetToken(found.Type), Path: symbols.GetString(symbols.GetDocument(found.Document).Name).Replace('\\', '/')))
            .Where(found => found.Path.Contains(root, StringComparison.Ordinal) && !found.Path.Contains("/obj/", StringComparison.Ordinal))
            .ToLookup(found => found.Type, found => found.Path[(found.Path.LastIndexOf(root, StringComparison.Ordinal) + root.Length)..]);
    }

    private static IEnumerable<(TypeDefinitionHandle Type, DocumentHandle Document)> ByCode(MetadataReader symbols, MetadataReader code) =>
        from method in symbols.MethodDebugInformation
        let information = symbols.GetMethodDebugInformation(method)
        where !information.SequencePointsBlob.IsNil
        from point in information.GetSequencePoints()
        where !point.IsHidden
        select (code.GetMethodDefinition(method.ToDefinitionHandle()).GetDeclaringType(), point.Document);

    private static IEnumerable<(TypeDefinitionHandle Type, DocumentHandle Document)> ByDeclaration(MetadataReader symbols)
    {
        foreach (var information in symbols.CustomDebugInformation.Select(symbols.GetCustomDebugInformation)
            .Where(information => symbols.GetGuid(information.Kind) == TypeDefinitionDocuments))
        {
            var documents = symbols.GetBlobReader(information.Value);
            while (documents.RemainingBytes > 0)
            {
                yield return ((TypeDefinitionHandle)information.Parent, MetadataTokens.DocumentHandle(documents.ReadCompressedInteger()));
            }
        }
    }
}
