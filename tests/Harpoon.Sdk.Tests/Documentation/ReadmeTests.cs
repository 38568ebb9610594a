using System.Text.RegularExpressions;

namespace Harpoon.Sdk.Tests.Documentation;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void It_shows_samples_as_they_are()
    {
        MatchCollection shown = ShownSample().Matches(Readme);

        Assert.NotEmpty(shown);
        NonEmpty.All(shown, sample => Assert.Equal(
            File.ReadAllText(Path.Combine(Repository.Root, "samples", sample.Groups["path"].Value)).Trim(),
            sample.Groups["text"].Value.Trim()));
    }

    [Fact]
    public void Every_file_it_links_to_exists() =>
        NonEmpty.All(Link().Matches(Readme), link =>
            Assert.True(Path.Exists(Path.Combine(Repository.Root, link.Groups["path"].Value)), link.Value));

    // A comment before a code block names the file that it shows.
    [GeneratedRegex(@"<!-- samples/(?<path>\S+) -->\s*```xml\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShownSample();

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#]+)")]
    private static partial Regex Link();
}
