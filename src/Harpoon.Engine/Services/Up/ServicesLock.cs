using System.Diagnostics;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services.Up;

/// <summary>Lets one build at a time change a project's services, by a file that only one can have open. It goes with the process, however that ends.</summary>
internal static class ServicesLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until no other process has it.</summary>
    public static async Task<IDisposable> TakeAsync(string file, IReport report, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var (start, notice) = (Stopwatch.GetTimestamp(), new WaitNotice());
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                var isLong = notice.IsDue(Stopwatch.GetElapsedTime(start));
                if (isFirst || isLong)
                {
                    report.Message(isLong ? MessageLevel.High : MessageLevel.Normal, "Waiting for another build that starts or stops this project's services.");
                }
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
