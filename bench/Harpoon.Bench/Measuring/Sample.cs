namespace Harpoon.Bench.Measuring;

/// <summary>What one run of a command took.</summary>
/// <param name="Duration">From its start to its end, with all of its output read.</param>
/// <param name="PeakBytes">The most memory that its process had resident; its children are not counted.</param>
internal readonly record struct Sample(TimeSpan Duration, long PeakBytes)
{
    /// <summary>The processor time of its process; its children are not counted.</summary>
    public TimeSpan Processor { get; init; }

    /// <summary>The last that it said.</summary>
    public string Output { get; init; } = "";
}
