using Mono.Cecil;

namespace Harpoon.Architecture.Tests.Code;

/// <summary>Reads the types of a compiled assembly and what each uses. Constants are not seen: the compiler leaves only their values.</summary>
internal static class AssemblyReader
{
    /// <summary>The types that come from source files.</summary>
    /// <param name="assembly">The assembly's path.</param>
    /// <param name="root">The folder above the projects, as it stands in paths.</param>
    public static IReadOnlyCollection<CodeType> Read(string assembly, string root = "/src/")
    {
        var files = SourceFiles.Of(assembly, root);
        using var module = ModuleDefinition.ReadModule(assembly, new ReaderParameters { InMemory = true });
        var types = new Dictionary<TypeDefinition, CodeType>();
        foreach (var type in module.Types)
        {
            if (WithNested(type).SelectMany(part => files[part.MetadataToken.ToInt32()]).Min(StringComparer.Ordinal) is { } file)
            {
                types.Add(type, new CodeType(type.Namespace, type.Name, file));
            }
        }

        foreach (var (type, read) in types)
        {
            var uses = new TypeUses(type, read, types);
            foreach (var part in WithNested(type))
            {
                uses.Add(part);
            }
        }

        return types.Values;
    }

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}
