using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Graphs;

namespace Harpoon.Engine.Tests.Graphs;

/// <summary>No name of a project or an image breaks out of its place, or is lost, in graphs of 1 to 50 images.</summary>
public sealed partial class OddNamesTests
{
    private const int Most = 50;

    private static readonly string[] Pieces =
    [
        "a", "B", "7", " ", "\"", "'", "`", "\\", "\\N", "#", ";", "#34;", "&", "&lt;", "<br/>", "<", ">", "-", "--", "_", "*", "**", "~", "|", "%%", "%%{init}", "$$x$$", "{", "}", "[", "]", "(", ")",
        "]]", "1. ", "- ", "end", "style:", "classDef:", "https://", "a@b.c", ":::", "\n", "\r", "\t", "é", "漢", "🐳", "\u001b[31m", "\u202e", "\u2028", "...",
    ];

    [Fact]
    public void Every_label_reads_back_as_what_it_stood_for()
    {
        for (var size = 1; size <= Most; size++)
        {
            var graph = Random(size, seed: size);
            var drawn = DrawnGraph.Of(graph);
            var (mermaid, dot) = (MermaidGraph.Of(graph).TrimEnd('\n').Split('\n'), DotGraph.Of(graph).TrimEnd('\n').Split('\n'));

            Assert.Equal(drawn.Boxes.Select(box => string.Join('\n', box.Lines)), mermaid.Select(line => Label(MermaidBox().Match(line))).OfType<string>());
            Assert.Equal(drawn.Boxes.Select(box => string.Join('\n', box.Lines)), dot.Select(line => DotLabel(DotBox().Match(line))).OfType<string>());
            Assert.Equal(drawn.Arrows.Select(arrow => arrow.Label), mermaid.Select(line => Label(MermaidArrow().Match(line))).OfType<string>());
            Assert.Equal(drawn.Arrows.Select(arrow => arrow.Label), dot.Select(line => DotLabel(DotArrow().Match(line))).OfType<string>());

            // One line each, beside the first and the last ones.
            Assert.Equal(1 + drawn.Boxes.Length + drawn.Arrows.Length + 3, mermaid.Length);
            Assert.Equal(3 + drawn.Boxes.Length + drawn.Arrows.Length + 1, dot.Length);
        }
    }

    [Fact]
    public void Each_image_comes_after_those_that_it_is_built_on()
    {
        for (var size = 1; size <= Most; size++)
        {
            var graph = Random(size, seed: 100 + size);

            Assert.Equal(size, graph.Projects.Length);
            Assert.DoesNotContain(DrawnGraph.Of(graph).Arrows, arrow => arrow.To < size && arrow.To >= arrow.From);
        }
    }

    [Fact]
    public void Text_has_a_line_for_each_thing()
    {
        var graph = Random(Most, seed: 1);

        Assert.DoesNotContain(TextGraph.Of(graph), line => line.AsSpan().IndexOfAny("\n\r\u001b\u202e") >= 0);
        Assert.Equal(Most + graph.Projects.Sum(project => project.Links.Length) + 2, TextGraph.Of(graph).Length);
    }

    [Fact]
    public void A_circle_is_drawn_as_one()
    {
        var graph = SampleGraph.Of(
            new GraphProject(SampleGraph.PathOf("A.proj")) { Tags = ["a"], Links = [SampleGraph.On("FROM", "B.proj")] },
            new GraphProject(SampleGraph.PathOf("B.proj")) { Tags = ["b"], Links = [SampleGraph.On("FROM", "A.proj")] });

        Assert.Equal(2, DrawnGraph.Of(graph).Arrows.Length);
    }

    private static ImageGraph Random(int size, int seed)
    {
        var random = new Random(seed);
        var paths = Enumerable.Range(0, size).Select(number => SampleGraph.PathOf($"{number}/{Odd().Replace('/', '.')}.proj")).ToArray();
        var projects = paths.Select((path, index) => new GraphProject(path)
        {
            Tags = [Odd() + index],
            Links = [.. Enumerable.Range(0, index).Where(_ => random.Next(4) == 0).Select(to => new ImageLink("FROM", paths[to]) { IsProject = true }), new ImageLink($"service {Odd()}", Odd() + "x") { IsService = true }],
            State = (GraphState)random.Next(4),
            Reason = Odd(),
        }).ToArray();
        random.Shuffle(projects);
        return SampleGraph.Of(projects);

        string Odd() => "o" + string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pieces[random.Next(Pieces.Length)]));
    }

    private static string? Label(Match match) => !match.Success ? null : Entity().Replace(
        match.Groups[1].Value.Replace("<br/>", "\n", StringComparison.Ordinal),
        entity => ((char)int.Parse(entity.Groups[1].Value, CultureInfo.InvariantCulture)).ToString());

    private static string? DotLabel(Match match)
    {
        if (!match.Success)
        {
            return null;
        }

        var text = new StringBuilder();
        var label = match.Groups[1].Value;
        for (var index = 0; index < label.Length; index++)
        {
            text.Append(label[index] != '\\' ? label[index] : label[++index] == 'n' ? '\n' : label[index]);
        }

        return text.ToString().Replace("&amp;", "&", StringComparison.Ordinal);
    }

    // What stands between quotes: plain text, no mark of Mermaid's, HTML's or Markdown's.
    [GeneratedRegex("""^  n\d+\(?\["((?:[^"#;<>&`*~|%$\\{}\[\]@]|<br/>|#\d+;)*)"\]\)?(:::\w+)?$""")]
    private static partial Regex MermaidBox();

    [GeneratedRegex("""^  n\d+ -\.?->\|"((?:[^"#;<>&`*~|%$\\{}\[\]@]|#\d+;)*)"\| n\d+$""")]
    private static partial Regex MermaidArrow();

    [GeneratedRegex("""^  n\d+ \[label="((?:[^"\\]|\\.)*)"[^"]*(?:"[^"]*"[^"]*)*\];$""")]
    private static partial Regex DotBox();

    [GeneratedRegex("""^  n\d+ -> n\d+ \[label="((?:[^"\\]|\\.)*)"(, style=dashed)?\];$""")]
    private static partial Regex DotArrow();

    [GeneratedRegex(@"#(\d+);")]
    private static partial Regex Entity();
}
