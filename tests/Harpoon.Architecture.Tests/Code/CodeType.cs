namespace Harpoon.Architecture.Tests.Code;

/// <summary>A type of the sources, with the types nested in it and all that the compiler made for it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="File">Its file, from <c>src</c> on: <c>Harpoon.Engine/Runs/ContainerRun.cs</c>; the first of a partial type's.</param>
internal sealed record CodeType(string Namespace, string Name, string File)
{
    /// <summary>The other types of its assembly that it names or that pass through its hands.</summary>
    public HashSet<CodeType> Uses { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The assemblies whose types it uses.</summary>
    public HashSet<string> Assemblies { get; } = new(StringComparer.Ordinal);

    /// <summary>The text in its code.</summary>
    public HashSet<string> Literals { get; } = new(StringComparer.Ordinal);

    /// <summary>Its project: <c>Harpoon.Engine</c>.</summary>
    public string Project => File[..File.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Its folder, with the project's: <c>Harpoon.Engine/Runs</c>.</summary>
    public string Folder => File[..File.LastIndexOf('/')];

    /// <summary>The folder of the project that it is in, at whatever depth.</summary>
    public string Room => string.Join('/', Folder.Split('/').Take(2));

    public override string ToString() => Name;
}
