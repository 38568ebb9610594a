using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Targets;

namespace Harpoon.Fuzz;

/// <summary>Fuzzes as long as one likes, and says what it found.</summary>
internal static class FuzzCommand
{
    /// <summary>The exit code: 0 where all inputs ended as they may.</summary>
    public static async Task<int> RunAsync(FuzzOptions options, TextWriter output)
    {
        var targets = FuzzTargets.All.Where(target => options.Target is null || target.Name == options.Target).ToList();
        if (targets.Count == 0)
        {
            await output.WriteLineAsync($"no target '{options.Target}'; there are: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}");
            return 64;
        }

        var failed = false;
        foreach (var target in targets)
        {
            using var run = new FuzzRun(target);
            var finding = options.Replay is { } input
                ? await run.TryAsync(input)
                : await run.ForAsync(options.Seed, options.Time / targets.Count);
            await output.WriteLineAsync($"{target.Name}: seed {options.Seed}, {run.Inputs} inputs, {run.Refused} refused, at most {run.MostAllocated >> 10} kB allocated{finding}");
            failed |= finding is not null;
        }

        return failed ? 1 : 0;
    }
}
