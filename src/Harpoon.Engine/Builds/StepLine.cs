using System.Globalization;

namespace Harpoon.Engine.Builds;

/// <summary>The classic builder's announcement of a step: <c>Step 3/7 : RUN make</c>.</summary>
/// <param name="Number">The step's number, from 1, over all stages.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Instruction">What it does.</param>
internal readonly record struct StepLine(int Number, int Total, string Instruction)
{
    private const string Start = "Step ";
    private const string Middle = " : ";

    /// <summary>Reads a line of output; null where it announces no step.</summary>
    public static StepLine? Read(string line)
    {
        var middle = line.IndexOf(Middle, StringComparison.Ordinal);
        if (middle < 0 || !line.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        var numbers = line.AsSpan(Start.Length, middle - Start.Length);
        var slash = numbers.IndexOf('/');
        return slash > 0
            && int.TryParse(numbers[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(numbers[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var total)
            ? new StepLine(number, total, line[(middle + Middle.Length)..])
            : null;
    }
}
