using System.Text.RegularExpressions;

namespace Harpoon.Architecture.Tests;

/// <summary>Tests are not written in forms that pass whatever happens.</summary>
public sealed partial class TestFormsTests
{
    private static readonly (Regex Form, string Why)[] Banned =
    [
        (CastException(), "null if another exception was thrown, or none: use Thrown.By, or Assert.Throws"),
        (AnyException(), "passes with a NullReferenceException: name the exception, and its code"),
        (RecordedException(), "passes with any exception: use Thrown.By"),
        (AssertAll(), "passes if there are no items: use NonEmpty.All"),
        (NullOfNothing(), "passes if nothing was found where its property is null: assert that it was found"),
        (AlwaysTrue(), "can't fail"),
    ];

    public static TheoryData<string> Bad =>
    [
        "Assert.Equal(code, (Record.Exception(() => F()) as HarpoonException)?.Code);",
        "Assert.Equal(code, (error as HarpoonException)?.Diagnostics.Single().Code);",
        "await Assert.ThrowsAnyAsync<Exception>(() => building);",
        "Assert.Throws<Exception>(Work);",
        "var failure = await Record.ExceptionAsync(project.BuildAsync);",
        "Assert.All(Lines(), line => Assert.Contains(line, text));",
        "Assert.Equal(another ? \"u\" : null, (await FindAsync())?.UserName);",
        "Assert.Null((await FindAsync())?.UserName);",
        "Assert.True(true, \"done\");",
        "try { Work(); } catch { }",
        "try { Work(); } catch (Exception) { count++; }",
        "try { Work(); }\ncatch (Exception e)\n{\n    Log(e);\n}",
    ];

    public static TheoryData<string> Good =>
    [
        "Assert.Equal([\"HRP3003\"], Thrown.CodesBy(() => F()));",
        "await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);",
        "NonEmpty.All(Lines(), line => Assert.Contains(line, text));",
        "Assert.Equal(id, (await FindAsync())?.Id);",
        "try { Work(); } catch (IOException) { }",
        "try { Work(); } catch (Exception e) when (e is IOException) { }",
        "try { Work(); } catch (Exception e) { throw new InvalidOperationException(\"seed\", e); }",
        "try { Work(); } catch (Exception e) { return new Finding(e.ToString()); }",
        "// Assert.All(items) passes if there are none.",
    ];

    [Fact]
    public void No_test_has_a_form_that_can_not_fail()
    {
        var sources = Sources();

        Assert.Contains(sources, source => source.Path.EndsWith($"{nameof(TestFormsTests)}.cs", StringComparison.Ordinal));
        var found = string.Join('\n', sources.Where(source => !IsExempt(source.Path)).SelectMany(source => Found(source.Text).Select(found => $"{source.Path}:{found}")));
        if (found.Length > 0)
        {
            // Equal would cut it short.
            Assert.Fail(found);
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Each_form_is_found(string source) => Assert.NotEmpty(Found(source));

    [Theory]
    [MemberData(nameof(Good))]
    public void What_can_fail_is_no_such_form(string source) => Assert.Empty(Found(source));

    private static IEnumerable<string> Found(string source)
    {
        var text = Comments().Replace(source, comment => new string('\n', comment.Value.Count(letter => letter == '\n')));
        foreach (var (form, why) in Banned)
        {
            foreach (Match match in form.Matches(text))
            {
                yield return $"{LineOf(text, match)}: '{match.Value}' {why}";
            }
        }

        // What is rethrown or returned is looked at further up.
        foreach (Match match in CatchAll().Matches(text).Where(match => !Passes().IsMatch(match.Value)))
        {
            yield return $"{LineOf(text, match)}: a catch of everything that goes on: name the exception";
        }
    }

    private static int LineOf(string text, Match match) => text.AsSpan(0, match.Index).Count('\n') + 1;

    /// <summary>The samples above, and what stands for the banned form.</summary>
    private static bool IsExempt(string path) =>
        path.EndsWith($"{nameof(TestFormsTests)}.cs", StringComparison.Ordinal) || path == "Shared/NonEmpty.cs";

    internal static List<(string Path, string Text)> Sources()
    {
        var root = Path.Combine(RootOf(AppContext.BaseDirectory), "tests");
        string[] made = ["bin", "obj"];
        return
        [
            .. Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
                .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
                .Where(source => !source.Path.Split('/').Intersect(made).Any())
                .Select(source => (source.Path, File.ReadAllText(source.File))),
        ];
    }

    internal static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "Harpoon.Build.sln")) ? folder : RootOf(Path.GetDirectoryName(folder)!);

    [GeneratedRegex(@"\bas\s+\w*Exception\s*\)\s*\?\.")]
    private static partial Regex CastException();

    [GeneratedRegex(@"\bThrows(Any)?(Async)?<Exception>")]
    private static partial Regex AnyException();

    [GeneratedRegex(@"\bRecord\.Exception(Async)?\b")]
    private static partial Regex RecordedException();

    [GeneratedRegex(@"\bAssert\.All(Async)?\(")]
    private static partial Regex AssertAll();

    [GeneratedRegex(@"\bAssert\.(Equal\([^;]*\bnull\b[^;]*|Null\([^;]*)\)\?\.\w+\);")]
    private static partial Regex NullOfNothing();

    [GeneratedRegex(@"\bAssert\.(True\(true|False\(false)\b")]
    private static partial Regex AlwaysTrue();

    [GeneratedRegex(@"\bcatch\s*(\(Exception( \w+)?\)\s*)?\{[^{}]*\}")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"\b(throw|return)\b")]
    private static partial Regex Passes();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();
}
