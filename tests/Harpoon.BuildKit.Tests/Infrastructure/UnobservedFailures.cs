namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>Hears of tasks that failed and that nobody looked after. The system says so when it collects them.</summary>
internal sealed class UnobservedFailures : IDisposable
{
    private Exception? _first;

    public UnobservedFailures()
    {
        TaskScheduler.UnobservedTaskException += Hear;
        // What others left before is no failure of what comes now.
        Take();
    }

    /// <summary>The first one since this was asked last; null for none.</summary>
    public Exception? Take()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Interlocked.Exchange(ref _first, null);
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Hear;

    private void Hear(object? sender, UnobservedTaskExceptionEventArgs e)
    {
        e.SetObserved();
        Interlocked.CompareExchange(ref _first, e.Exception, null);
    }
}
