using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Registries.Transfers;

/// <summary>Does a pull or push again where it failed for a reason that may be gone soon, each time after a longer pause. What arrived already is not sent again.</summary>
internal static class TransferRetry
{
    /// <summary>How often it is tried, the first time counted: with pauses of 1, 2, 4 and 8 seconds.</summary>
    public const int Attempts = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>Tries until it is done, or fails for good.</summary>
    /// <param name="work">What it is, as the start of a sentence: <c>Pulling alpine:3.22</c>.</param>
    /// <param name="attempt">Does it.</param>
    /// <param name="report">Hears of each further attempt.</param>
    /// <param name="time">Where the pauses come from.</param>
    /// <param name="cancellationToken">Ends a pause.</param>
    public static async Task<T> RunAsync<T>(
        string work, Func<Task<T>> attempt, IReport report, TimeProvider time, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception e) when (number < Attempts && TransientFailure.ReasonOf(e) is { } reason)
            {
                report.Message(
                    MessageLevel.High, $"{work} again in {pause.TotalSeconds:0} s, attempt {number + 1} of {Attempts}, because it failed: {reason}");
            }

            await Task.Delay(pause, time, cancellationToken);
            pause *= 2;
        }
    }
}
