using System.Collections.Immutable;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Graphs;

namespace Harpoon.Engine.Tests.Graphs;

/// <summary>What is said of an image follows from its own comparison, and from the images that it is built on.</summary>
public sealed class GraphProjectTests
{
    private static readonly ImageForecast Forecast = new(["a:latest"], [new ImageLink("FROM", "/b.proj") { IsProject = true }]);

    [Theory]
    [InlineData(null, GraphState.UpToDate, false, GraphState.UpToDate, null)]
    [InlineData("x has changed", GraphState.Build, true, GraphState.Build, "x has changed")]
    [InlineData(null, GraphState.Build, true, GraphState.Build, "the image of /b.proj is built again")]
    [InlineData(null, GraphState.Unknown, false, GraphState.Unknown, "until that of /b.proj is known")]
    [InlineData(null, GraphState.UpToDate, true, GraphState.Unknown, "until its application is published")]
    public void The_first_reason_counts(string? own, GraphState ofBase, bool publishes, GraphState state, string? reason)
    {
        var project = GraphProject.Of("/a.proj", Forecast with { Reason = own }, [new GraphProject("/b.proj") { State = ofBase }], publishes);

        Assert.Equal((state, reason), (project.State, project.Reason));
    }

    [Fact]
    public void A_base_that_is_in_no_instruction_does_not_count() =>
        Assert.Equal(GraphState.UpToDate, GraphProject.Of("/a.proj", Forecast, [new GraphProject("/c.proj") { State = GraphState.Build }, new GraphProject("/b.proj") { State = GraphState.UpToDate }], publishes: false).State);

    [Fact]
    public void It_is_the_same_in_another_process()
    {
        var project = new GraphProject("/dir with; % \"é\"/a.proj") { Tags = ["a:1", "b"], Links = Forecast.Links.Add(new("service x", "y") { IsService = true }), State = GraphState.Build, Reason = "r\n", NoEngine = "n" };

        var read = GraphText.Read(GraphText.Write(project))!;

        Assert.Equal(GraphText.Write(project), GraphText.Write(read));
        Assert.Equal(project.Links.AsEnumerable(), read.Links);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("other")]
    public void Another_text_is_none(string text) => Assert.Null(GraphText.Read(text));

    [Fact]
    public void A_text_without_lists_has_empty_ones() => Assert.Equal(ImmutableArray<ImageLink>.Empty, GraphText.Read("""{"Path":"/a"}""")!.Links);
}
