using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.Fuzz.Checking;

/// <summary>Makes inputs for a target, and tries each, until one fails.</summary>
internal sealed class FuzzRun(IFuzzTarget target) : IDisposable
{
    /// <summary>After so many inputs it is asked whether a task failed that nobody looked after.</summary>
    private const int Batch = 500;

    /// <summary>An input that takes longer hangs. Generous: the machine may be busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Mutator _mutator = new(target);
    private readonly UnobservedFailures _unobserved = new();

    public int Inputs { get; private set; }

    /// <summary>How many of them ended in an error that they may end in.</summary>
    public int Refused { get; private set; }

    /// <summary>The most bytes that an input cost.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>Tries inputs for a time.</summary>
    public Task<Finding?> ForAsync(int seed, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        return RunAsync(seed, () => watch.Elapsed < time);
    }

    /// <summary>Tries so many inputs.</summary>
    public Task<Finding?> OverAsync(int seed, int inputs) => RunAsync(seed, () => Inputs < inputs);

    /// <summary>Tries one input.</summary>
    public async Task<Finding?> TryAsync(byte[] input) =>
        await CheckAsync(input) ?? (_unobserved.Take() is { } lost ? new Finding(target.Name, $"nobody looked after a task that failed: {lost}", input) : null);

    public void Dispose() => _unobserved.Dispose();

    private async Task<Finding?> RunAsync(int seed, Func<bool> goesOn)
    {
        Finding? finding = null;
        while (finding is null && goesOn())
        {
            finding = await CheckAsync(_mutator.Make(seed, Inputs));
            if (finding is null && (Inputs % Batch == 0 || !goesOn()) && _unobserved.Take() is { } lost)
            {
                finding = await WhichAsync(seed, lost);
            }
        }

        return finding;
    }

    /// <summary>Which of the last batch left a failed task behind: each once more, by itself.</summary>
    private async Task<Finding?> WhichAsync(int seed, Exception lost)
    {
        var last = Inputs;
        for (var index = Math.Max(0, last - Batch); index < last; index++)
        {
            if (await TryAsync(_mutator.Make(seed, index)) is { } finding)
            {
                return finding;
            }
        }

        return new Finding(target.Name, $"one of the inputs {last - Batch} to {last} left a failed task behind, but not again: {lost}", []);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Any that the target doesn't allow is what is looked for.")]
    private async Task<Finding?> CheckAsync(byte[] input)
    {
        Inputs++;
        var before = GC.GetTotalAllocatedBytes();
        var running = Task.Run(() => target.RunAsync(input));
        try
        {
            await running.WaitAsync(Patience);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            return new Finding(target.Name, $"no end within {Patience}", input);
        }
        catch (Exception e) when (target.Allows(e))
        {
            Refused++;
        }
        catch (Exception e)
        {
            return new Finding(target.Name, e.ToString(), input);
        }

        var allocated = GC.GetTotalAllocatedBytes() - before;
        MostAllocated = Math.Max(MostAllocated, allocated);
        return allocated <= MemoryRule.Allowed(target, input) ? null : new Finding(target.Name, $"{allocated} bytes allocated for {input.Length}", input);
    }
}
