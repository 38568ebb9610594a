using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Diagnostics;

/// <summary>What an engine or a system says, in the middle of a text.</summary>
public sealed class DiagnosticTextsTests
{
    [Theory]
    [InlineData("invalid tar header", "invalid tar header. It has")]
    [InlineData("invalid tar header.", "invalid tar header. It has")]
    [InlineData("is it one?\n", "is it one?\n It has")]
    public void Words_that_a_sentence_follows_have_an_end(string words, string expected) =>
        Assert.Contains(expected, DiagnosticTexts.Format("HRP3148", "a.tar", words), StringComparison.Ordinal);

    [Fact]
    public void Other_words_are_left_as_they_are()
    {
        Assert.Contains("larger than 5 MB", DiagnosticTexts.Format("Detail.AnswerTooLong", "5"), StringComparison.Ordinal);
        Assert.StartsWith("The folder of DockerNamedContext 'a', /b, does", DiagnosticTexts.Format("HRP3122", "a", "/b"), StringComparison.Ordinal);
    }
}
