namespace Harpoon.Bench.Measuring;

/// <summary>Measures contenders beside each other: in turns, so that a busy moment of the machine meets them all.</summary>
internal sealed class Stopwatches(Action<string> progress)
{
    /// <summary>Answers the medians, in the order of the contenders. One round before the first is not counted.</summary>
    public async Task<IReadOnlyList<Sample>> RaceAsync(
        string work, int rounds, IReadOnlyList<Contender> contenders, CancellationToken cancellationToken) =>
        [.. (await RunAsync(work, rounds, contenders, cancellationToken)).Select(Median)];

    /// <summary>Answers every sample, round by round, in the order of the contenders.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Sample>>> RunAsync(
        string work, int rounds, IReadOnlyList<Contender> contenders, CancellationToken cancellationToken)
    {
        var samples = contenders.Select(_ => new List<Sample>()).ToList();
        for (var round = -1; round < rounds; round++)
        {
            progress(round < 0 ? $"{work}: warming up" : $"{work}: round {round + 1} of {rounds}");
            for (var i = 0; i < contenders.Count; i++)
            {
                await contenders[i].PrepareAsync(cancellationToken);
                Sample sample = await contenders[i].Command.RunAsync(cancellationToken);
                if (round >= 0)
                {
                    samples[i].Add(sample);
                }
            }
        }

        return samples;
    }

    /// <summary>The medians of each thing that was measured.</summary>
    public static Sample Median(IReadOnlyList<Sample> samples) => new(
        samples.Select(sample => sample.Duration).Order().ElementAt(samples.Count / 2),
        samples.Select(sample => sample.PeakBytes).Order().ElementAt(samples.Count / 2))
    {
        Processor = samples.Select(sample => sample.Processor).Order().ElementAt(samples.Count / 2),
        Output = samples[^1].Output,
    };
}
