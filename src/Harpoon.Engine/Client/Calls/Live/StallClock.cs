using System.Diagnostics;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>How long the engine has been waited for. It runs from the start.</summary>
/// <param name="patience">How long it may take nothing of a request, and not answer.</param>
/// <param name="error">What is wrong then; null for HRP3039.</param>
internal sealed class StallClock(TimeSpan patience, Func<HarpoonException>? error = null)
{
    /// <summary>Since when; 0 while nothing waits for it.</summary>
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>The engine is not waited for until <see cref="Restart"/>.</summary>
    public void Pause() => Interlocked.Exchange(ref _since, 0);

    /// <summary>The engine is waited for from now on.</summary>
    public void Restart() => Interlocked.Exchange(ref _since, Stopwatch.GetTimestamp());

    /// <summary>If the engine is waited for, that counts from now on.</summary>
    public void Reset()
    {
        if (Interlocked.Read(ref _since) is > 0 and var since)
        {
            Interlocked.CompareExchange(ref _since, Stopwatch.GetTimestamp(), since);
        }
    }

    /// <exception cref="HarpoonException">It has been waited for too long.</exception>
    public void ThrowIfStalled()
    {
        if (Interlocked.Read(ref _since) is > 0 and var since && Stopwatch.GetElapsedTime(since) > patience)
        {
            throw error?.Invoke() ?? new HarpoonException(Diagnostic.Of("HRP3039", patience.TotalSeconds));
        }
    }
}
