using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Graphs;

namespace Harpoon.Engine.Tests.Graphs;

/// <summary>What people get to see of a graph, whole.</summary>
public sealed class DrawingTests
{
    [Fact]
    public void As_text_each_image_has_what_it_is_built_on_and_what_is_to_be_done() => Assert.Equal(
        """
        base:latest (Base/Base.proj): to build, because src/"a" #1.txt has changed in its context
          FROM alpine:3.22
        api:latest, api:2 (Api/Api.csproj): to build, because the image of Base/Base.proj is built again
          FROM base:latest (Base/Base.proj)
          COPY --from base:latest (Base/Base.proj)
          RUN --mount registry.example.com:5000/tools@sha256:00ff
        Tests/Tests.csproj: no image
          service api: api:latest (Api/Api.csproj)
          service db: postgres:16
        ui:latest (Ui/Ui.proj): up to date
          FROM $ANY
        web:latest (Web/Web.csproj): not known until its application is published
          FROM alpine:3.22
        From elsewhere: $ANY, alpine:3.22, postgres:16, registry.example.com:5000/tools@sha256:00ff
        4 images: 2 to build, 1 up to date, 1 not known
        """,
        string.Join('\n', TextGraph.Of(SampleGraph.Whole)));

    [Fact]
    public void As_Mermaid_it_is_a_flowchart() => Assert.Equal(
        """
        flowchart TD
          n0["base:latest<br/>Base/Base.proj<br/>to build, because src/#34;a#34; #35;1.txt has changed in its context"]:::build
          n1["api:latest<br/>Api/Api.csproj<br/>to build, because the image of Base/Base.proj is built again"]:::build
          n2["no image<br/>Tests/Tests.csproj"]
          n3["ui:latest<br/>Ui/Ui.proj<br/>up to date"]
          n4["web:latest<br/>Web/Web.csproj<br/>not known until its application is published"]:::unknown
          n5(["#36;ANY"]):::elsewhere
          n6(["alpine:3.22"]):::elsewhere
          n7(["postgres:16"]):::elsewhere
          n8(["registry.example.com:5000/tools#64;sha256:00ff"]):::elsewhere
          n0 -->|"FROM"| n6
          n1 -->|"FROM, COPY --from"| n0
          n1 -->|"RUN --mount"| n8
          n2 -.->|"service api"| n1
          n2 -.->|"service db"| n7
          n3 -->|"FROM"| n5
          n4 -->|"FROM"| n6
          classDef build stroke:#d29922,stroke-width:3px
          classDef unknown stroke:#d29922,stroke-dasharray:2 2
          classDef elsewhere stroke-dasharray:5 5

        """,
        MermaidGraph.Of(SampleGraph.Whole));

    [Fact]
    public void As_DOT_it_is_a_digraph() => Assert.Equal(
        """
        digraph images {
          node [shape=box, style=rounded, fontname="sans-serif"];
          edge [fontname="sans-serif", fontsize=10];
          n0 [label="base:latest\nBase/Base.proj\nto build, because src/\"a\" #1.txt has changed in its context", color="#d29922", penwidth=3];
          n1 [label="api:latest\nApi/Api.csproj\nto build, because the image of Base/Base.proj is built again", color="#d29922", penwidth=3];
          n2 [label="no image\nTests/Tests.csproj"];
          n3 [label="ui:latest\nUi/Ui.proj\nup to date"];
          n4 [label="web:latest\nWeb/Web.csproj\nnot known until its application is published", color="#d29922", style="rounded,dashed"];
          n5 [label="$ANY", style=dashed];
          n6 [label="alpine:3.22", style=dashed];
          n7 [label="postgres:16", style=dashed];
          n8 [label="registry.example.com:5000/tools@sha256:00ff", style=dashed];
          n0 -> n6 [label="FROM"];
          n1 -> n0 [label="FROM, COPY --from"];
          n1 -> n8 [label="RUN --mount"];
          n2 -> n1 [label="service api", style=dashed];
          n2 -> n7 [label="service db", style=dashed];
          n3 -> n5 [label="FROM"];
          n4 -> n6 [label="FROM"];
        }

        """,
        DotGraph.Of(SampleGraph.Whole));

    [Fact]
    public void Without_an_engine_it_says_why_nothing_is_known()
    {
        var graph = SampleGraph.Of(new GraphProject(SampleGraph.PathOf("A.proj")) { Tags = ["a:latest"], State = GraphState.Unknown, NoEngine = "Cannot connect." });

        Assert.Equal(
            ["a:latest (A.proj)", "1 image. Which of them are to be built is not known, because no engine can be used: Cannot connect."], TextGraph.Of(graph));
    }

    [Fact]
    public void A_project_that_is_missing_is_from_elsewhere()
    {
        var graph = SampleGraph.Of(new GraphProject(SampleGraph.PathOf("A.proj")) { Tags = ["a:latest"], Links = [SampleGraph.On(ImageLink.From, "../B.proj")], State = GraphState.UpToDate });

        Assert.Contains("  FROM the image of ../B.proj", TextGraph.Of(graph));
    }

    [Fact]
    public void Files_in_place_of_an_image_are_shown_by_their_path()
    {
        var graph = SampleGraph.Of(new GraphProject(SampleGraph.PathOf("A/A.proj")) { Tags = [SampleGraph.PathOf("A/out")], State = GraphState.UpToDate });

        Assert.Equal("A/out (A/A.proj): up to date", TextGraph.Of(graph)[0]);
    }

    [Fact]
    public void Nothing_is_a_graph_too()
    {
        Assert.Equal(["No project has an image."], TextGraph.Of(SampleGraph.Of()));
        Assert.StartsWith("flowchart TD\n", MermaidGraph.Of(SampleGraph.Of()), StringComparison.Ordinal);
        Assert.EndsWith(";\n}\n", DotGraph.Of(SampleGraph.Of()), StringComparison.Ordinal);
    }
}
