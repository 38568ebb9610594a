using System.Text.RegularExpressions;
using Harpoon.Architecture.Tests.Infrastructure;

namespace Harpoon.Architecture.Tests;

/// <summary>The engine's code knows options. What users write for them in a project stands in one file; the texts of errors name it too.</summary>
public sealed partial class NameTests
{
    private const string Words = "Harpoon.Engine/Diagnostics/OptionNames.cs";

    // Words for other things too: the file, and the path of it.
    private static readonly string[] Common = ["Dockerfile", "DockerfilePath"];

    private static readonly HashSet<string> Names =
        [.. Rows().Matches(File.ReadAllText(Path.Combine(Sources.Root, "docs", "reference.md"))).SelectMany(row => Word().Matches($"{row.Groups[1]}{row.Groups[2]}"))
            .Select(name => name.Value).Where(name => name.StartsWith("Docker", StringComparison.Ordinal) || name == "RunInContainer").Except(Common)];

    [Fact]
    public void The_reference_names_what_users_write() =>
        Assert.Superset(new HashSet<string>(["DockerHost", "DockerRunTimeout", "DockerfileLine", "DockerfileContext", "DockerService", "RunInContainer"]), Names);

    [Fact]
    public void Only_one_file_of_the_engine_has_the_names_of_MSBuild() =>
        Expect.None(
            from type in Product.OwnTypes("Harpoon.Engine")
            where type.File != Words
            from literal in type.Literals
            where Word().Matches(literal).Any(word => Names.Contains(word.Value))
            select $"{type.File}: \"{literal}\"");

    // The first column of the tables of targets, properties and items, and the titles of items with a section.
    [GeneratedRegex(@"^(?:\| (`Docker[^|]*|`RunInContainer[^|]*)\||### (Docker\w+)$)", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
