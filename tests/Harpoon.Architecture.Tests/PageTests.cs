using System.Text.RegularExpressions;
using Harpoon.Architecture.Tests.Infrastructure;

namespace Harpoon.Architecture.Tests;

/// <summary><c>docs/architecture.md</c> speaks of the code that there is.</summary>
public sealed partial class PageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Sources.Root, "docs", "architecture.md"));

    [Fact]
    public void The_files_that_it_names_are_there()
    {
        var files = NamedFiles().Matches(Page).Select(file => file.Groups[1].Value).ToList();

        Assert.NotEmpty(files);
        Expect.None(files.Where(file => !File.Exists(Path.Combine(Sources.Root, "src", file))));
    }

    [Fact]
    public void It_has_each_room() =>
        Expect.None(Product.OwnTypes("Harpoon.Engine").Select(type => type.Room.Split('/')[1]).Distinct().Where(room => !Page.Contains($"| `{room}` |", StringComparison.Ordinal)));

    [Theory]
    [InlineData("An unchanged `DockerRun`", 30)]
    [InlineData("A failing `RUN`, located in the csproj", 24)]
    [InlineData("A service awaited by port", 14)]
    public void A_flow_passes_few_files(string title, int most)
    {
        var start = Page.IndexOf($"\n### {title}\n", StringComparison.Ordinal);
        var end = Page.IndexOf("\n##", start + 1, StringComparison.Ordinal);

        Assert.InRange(Steps().Count(Page[start..end]), 1, most);
    }

    [GeneratedRegex("`(Harpoon[.][A-Za-z]+/[^`]+[.](?:cs|targets|props))`")]
    private static partial Regex NamedFiles();

    [GeneratedRegex("^[0-9]+[.] `", RegexOptions.Multiline)]
    private static partial Regex Steps();
}
