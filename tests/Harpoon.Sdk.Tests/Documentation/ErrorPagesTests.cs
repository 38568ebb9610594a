namespace Harpoon.Sdk.Tests.Documentation;

public sealed class ErrorPagesTests
{
    [Fact]
    public void Every_code_that_is_used_has_a_text() => Assert.Empty(ErrorCodes.Used().Except(ErrorCodes.WithText()));

    [Fact]
    public void Every_text_is_used() => Assert.Empty(ErrorCodes.WithText().Except(ErrorCodes.Used()));

    [Fact]
    public void Every_code_has_a_page() => Assert.Empty(ErrorCodes.WithText().Except(ErrorCodes.WithPage()));

    [Fact]
    public void Every_page_has_a_code() => Assert.Empty(ErrorCodes.WithPage().Except(ErrorCodes.WithText()));

    [Fact]
    public void A_page_names_its_code_and_says_what_happened_why_and_what_to_do() =>
        NonEmpty.All(ErrorCodes.WithPage(), code =>
        {
            string[] lines = File.ReadAllLines(Path.Combine(ErrorCodes.Pages, $"{code}.md"));

            Assert.StartsWith($"# {code}: ", lines[0], StringComparison.Ordinal);
            Assert.Equal(["## What happened", "## Why", "## What to do"], lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        });
}
