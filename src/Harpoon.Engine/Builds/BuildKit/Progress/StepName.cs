using System.Globalization;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>BuildKit's name for what an instruction does: <c>[build 2/5] RUN make</c>.</summary>
/// <param name="Stage">The stage, by name or as <c>stage-1</c>; empty where there is only one.</param>
/// <param name="Number">Its number in the stage, from 1.</param>
/// <param name="Total">How many the stage has.</param>
/// <param name="Instruction">What it does.</param>
internal sealed record StepName(string Stage, int Number, int Total, string Instruction)
{
    private const string End = "] ";

    /// <summary>How many steps the stages of a build have, by the names of those that were announced.</summary>
    /// <remarks>
    /// A step that another build does at the same time is announced by that build's name, or not at all: it may be the first of five there. The last step
    /// of a stage is hardly ever shared, so its name counts.
    /// </remarks>
    public static int CountAll(IEnumerable<StepName> steps) => steps
        .GroupBy(step => step.Stage, StringComparer.Ordinal)
        .Sum(stage => stage.MaxBy(step => (step.Number == step.Total, step.Total))!.Total);

    /// <summary>Reads a name; null for one without a number, such as <c>[internal] load build context</c>.</summary>
    public static StepName? Read(string name)
    {
        var end = name.IndexOf(End, StringComparison.Ordinal);
        if (end < 0 || !name.StartsWith('['))
        {
            return null;
        }

        // The number is padded: [build  2/15]; a platform may come first: [linux/arm64 build 2/5].
        var words = name[1..end].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Length == 0 ? [] : words[^1].Split('/');
        return numbers.Length == 2
            && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var total)
            ? new StepName(words.Length > 1 ? words[^2] : "", number, total, name[(end + End.Length)..])
            : null;
    }
}
