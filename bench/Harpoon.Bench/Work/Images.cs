using Harpoon.Bench.Measuring;

namespace Harpoon.Bench.Work;

/// <summary>The images that the benchmarks make.</summary>
internal static class Images
{
    private static readonly string[] Names =
    [
        "harpoon-bench-tiny", "harpoon-bench-large", "harpoon-bench-cli-tiny", "harpoon-bench-cli-large",
        "harpoon-bench-exec-tiny", "harpoon-bench-exec-large", "harpoon-bench-cached", "harpoon-bench-cli-cached", "harpoon-bench-exec-cached",
    ];

    /// <summary>Removes those that are there, by name.</summary>
    public static async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (string name in Names)
        {
            try
            {
                await new Command("docker", "image", "rm", "--force", name).RunAsync(cancellationToken);
            }
            catch (InvalidOperationException)
            {
                // It was not there.
            }
        }
    }
}
