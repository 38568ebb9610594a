using System.Text.RegularExpressions;

namespace Harpoon.Architecture.Tests;

/// <summary>Traits choose the tests of an engine in CI: a misspelled one would leave a test out that no one misses.</summary>
public sealed partial class TraitTests
{
    private const string Smoke = """[Trait("Tier", "Smoke")]""";
    private const string Daemon = """[Trait("Varies", "Daemon")]""";

    [Fact]
    public void Each_trait_is_one_that_CI_filters_by()
    {
        var traits = Lines().Where(line => Trait().IsMatch(line)).ToHashSet(StringComparer.Ordinal);

        Assert.Equal([Smoke, Daemon], traits.OrderBy(trait => trait, StringComparer.Ordinal));
    }

    [Fact]
    public void Only_a_smoke_test_is_left_out_of_some_engines()
    {
        var lines = Lines();
        var marked = Enumerable.Range(0, lines.Length).Where(line => lines[line] == Daemon).ToArray();

        Assert.NotEmpty(marked);
        Assert.Empty(marked.Where(line => lines[line - 1] != Smoke).Select(line => lines[line + 1]));
    }

    [Fact]
    public void The_filters_have_these_names()
    {
        var script = File.ReadAllText(Path.Combine(TestFormsTests.RootOf(AppContext.BaseDirectory), "eng", "engine-kinds.sh"));

        Assert.Contains("echo Tier=Smoke ;;", script, StringComparison.Ordinal);
        Assert.Contains("echo 'Tier=Smoke&Varies!=Daemon' ;;", script, StringComparison.Ordinal);
    }

    private static string[] Lines() =>
    [
        .. TestFormsTests.Sources()
            .Where(source => !source.Path.EndsWith($"{nameof(TraitTests)}.cs", StringComparison.Ordinal))
            .SelectMany(source => source.Text.ReplaceLineEndings("\n").Split('\n'))
            .Select(line => line.Trim()),
    ];

    [GeneratedRegex(@"^\[(?!assembly).*\bTrait\(")]
    private static partial Regex Trait();
}
