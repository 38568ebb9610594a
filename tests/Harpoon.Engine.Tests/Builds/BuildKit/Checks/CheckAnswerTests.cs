using System.Text.Json;
using Harpoon.BuildKit.Tracing;
using Harpoon.Engine.Builds.BuildKit.Checks;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Checks;

public sealed class CheckAnswerTests
{
    [Fact]
    public void A_warning_is_worded_as_in_a_build()
    {
        var answer = CheckAnswer.Parse("""
            {
              "warnings": [
                {"ruleName": "StageNameCasing", "description": "Stage names should be lowercase", "url": "https://docs.docker.com/go/x/", "detail": "Stage name 'A' should be lowercase",
                 "location": {"ranges": [{"start": {"line": 3, "character": 2}, "end": {"line": 3}}]}},
                {"ruleName": "Odd", "detail": "no place", "location": {"sourceIndex": -1}}
              ],
              "sources": [{"filename": "Dockerfile", "data": "RlJPTQ=="}]
            }
            """);

        Assert.Null(answer.Error);
        var (first, second) = (answer.Warnings[0], answer.Warnings[1]);
        Assert.Equal("StageNameCasing: Stage name 'A' should be lowercase (line 3)", first.Summary);
        Assert.Equal(("Stage names should be lowercase", "https://docs.docker.com/go/x/"), (Assert.Single(first.Detail), first.HelpLink));
        Assert.Equal([new TraceRange(3, 2, 3, 0)], first.Ranges);
        Assert.Equal(("Odd: no place", null, true), (second.Summary, second.HelpLink, second.Ranges.IsEmpty));
    }

    [Fact]
    public void An_error_has_its_place()
    {
        var answer = CheckAnswer.Parse("""{"warnings": null, "buildError": {"message": "unknown instruction: FORM", "location": {"ranges": [{"start": {"line": 2}, "end": {"line": 2}}]}}}""");

        Assert.Empty(answer.Warnings);
        Assert.Equal(("unknown instruction: FORM", 2), (answer.Error!.Message, answer.Error.Ranges[0].StartLine));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"warnings": [1]}""")]
    [InlineData("""{"warnings": [{"location": {"ranges": [{"start": {"line": "x"}}]}}]}""")]
    [InlineData("""{"warnings": [{"location": 3}]}""")]
    [InlineData("""{"warnings": [{"ruleName": 3}]}""")]
    [InlineData("""{"warnings": [{"location": {"ranges": [{"start": {"line": 1e40}}]}}]}""")]
    public void What_is_no_answer_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => CheckAnswer.Parse(json));
}
