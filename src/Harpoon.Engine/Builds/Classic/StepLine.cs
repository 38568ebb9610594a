using System.Globalization;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>A builder's announcement of a step: Docker's <c>Step 3/7 : RUN make</c>, Podman's <c>[2/2] STEP 3/7: RUN make</c>.</summary>
/// <param name="Number">The step's number, from 1: Docker counts over all stages, Podman in each.</param>
/// <param name="Total">How many there are. Podman adds the base image's triggers when it has seen them.</param>
/// <param name="Instruction">What it does.</param>
internal readonly record struct StepLine(int Number, int Total, string Instruction)
{
    private const string DockerStart = "Step ";
    private const string DockerMiddle = " : ";
    private const string PodmanStart = "STEP ";
    private const string PodmanMiddle = ": ";

    /// <summary>The number of its stage, from 1, where steps are counted by stages; null if they are not.</summary>
    public int? Stage { get; init; }

    /// <summary>Reads a line of output; null if it announces no step.</summary>
    public static StepLine? Read(string line)
    {
        if (line.StartsWith(DockerStart, StringComparison.Ordinal))
        {
            return Read(line, DockerStart.Length, DockerMiddle);
        }

        var start = line.IndexOf(PodmanStart, StringComparison.Ordinal);
        return start >= 0 && StageOf(line.AsSpan(0, start)) is { } stage
            && Read(line, start + PodmanStart.Length, PodmanMiddle) is { } step
            ? step with { Stage = stage }
            : null;
    }

    private static StepLine? Read(string line, int start, string middle)
    {
        var end = line.IndexOf(middle, start, StringComparison.Ordinal);
        return end >= 0 && Fraction(line.AsSpan(start, end - start)) is var (number, total)
            ? new StepLine(number, total, line[(end + middle.Length)..])
            : null;
    }

    /// <summary>Nothing for the only stage, <c>[2/3] </c> for the second of three.</summary>
    private static int? StageOf(ReadOnlySpan<char> text) =>
        text.IsEmpty ? 1
        : text.StartsWith("[") && text.EndsWith("] ") ? Fraction(text[1..^2])?.Number
        : null;

    private static (int Number, int Total)? Fraction(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash > 0
            && int.TryParse(text[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var total)
            ? (number, total)
            : null;
    }
}
