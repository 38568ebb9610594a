using System.Globalization;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Registries;

namespace Harpoon.Tasks.Ci;

/// <summary>What a build made, as a table in GitHub's Markdown.</summary>
internal static class SummaryTable
{
    private const string Special = "\\`*_{}[]<>()#+-.!|~&";

    public static string Built(string project, ImageBuildOutcome outcome)
    {
        var result = outcome.Result;
        var steps = result.UpToDate ? "up to date"
            : result is { Steps: { } all, Cached: { } cached } ? string.Create(CultureInfo.InvariantCulture, $"{cached} of {all} steps")
            : "";
        var platforms = string.Join("<br>", result.Images.Select(image => Text(image.Platform)).Distinct());
        return Table(
            project,
            ["image", "platform", "id", "size", "from the cache", "time"],
            [[Codes(outcome.Tags), platforms, Code(outcome.ShortId), ByteCount.Of(result.Bytes), steps, string.Create(CultureInfo.InvariantCulture, $"{result.Seconds:0.0} s")]]);
    }

    /// <summary>The row of an image for several platforms has them all, and each of them has a row after it.</summary>
    public static string Pushed(string project, IReadOnlyCollection<PushedImage> pushed) => Table(
        project,
        ["pushed", "platform", "digest"],
        [.. pushed.Select(image => new[] { Code(image.Reference.ToString()), Text(image.Platform ?? Platforms(image, pushed)), Code(image.Digest) })]);

    private static string Platforms(PushedImage whole, IEnumerable<PushedImage> pushed) =>
        string.Join(", ", pushed.Where(image => image.Reference == whole.Reference).Select(image => image.Platform).OfType<string>());

    private static string Table(string project, string[] columns, string[][] rows) =>
        $"\n### {Text(project)}\n\n{Row(columns)}{Row([.. columns.Select(_ => "---")])}{string.Concat(rows.Select(Row))}";

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells)} |\n";

    private static string Codes(IEnumerable<string> texts) => string.Join("<br>", texts.Select(Code));

    /// <summary>References and digests have no character that ends this.</summary>
    private static string Code(string text) => $"`{text}`";

    private static string Text(string text) =>
        string.Concat(text.Select(c => Special.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"));
}
