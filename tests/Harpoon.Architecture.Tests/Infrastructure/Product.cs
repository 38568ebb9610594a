using Harpoon.Architecture.Tests.Code;

namespace Harpoon.Architecture.Tests.Infrastructure;

/// <summary>The assemblies that are shipped, read once.</summary>
internal static class Product
{
    private static readonly Dictionary<string, Lazy<IReadOnlyCollection<CodeType>>> Read = new[]
    {
        "Harpoon.BuildKit", "Harpoon.Engine", "Harpoon.Tasks", "Harpoon.Terminal",
    }.ToDictionary(project => project, project => new Lazy<IReadOnlyCollection<CodeType>>(
        () => AssemblyReader.Read(Path.Combine(AppContext.BaseDirectory, $"{project}.dll"))));

    /// <summary>Their names.</summary>
    public static TheoryData<string> Projects => [.. Read.Keys];

    /// <summary>The types of one, with those of the shared sources.</summary>
    public static IReadOnlyCollection<CodeType> Types(string project) => Read[project].Value;

    /// <summary>The types of one, without those of the shared sources.</summary>
    public static IEnumerable<CodeType> OwnTypes(string project) => Types(project).Where(type => type.Project == project);

    /// <summary>All types.</summary>
    public static IEnumerable<CodeType> All => Read.Keys.SelectMany(Types);
}
