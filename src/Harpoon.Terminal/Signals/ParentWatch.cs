using System.Runtime.Versioning;
using Harpoon.Terminal.Terminals;

namespace Harpoon.Terminal.Signals;

/// <summary>Notices the end of the process that started this one, for which there is no signal: its shell has the terminal again, and nothing waits for an exit code.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ParentWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly int _parent = LibC.ParentProcess();
    private readonly Timer _timer;

    public ParentWatch(Action ended) => _timer = new Timer(_ => Look(ended), null, Pause, Pause);

    public void Dispose() => _timer.Dispose();

    private void Look(Action ended)
    {
        if (LibC.ParentProcess() != _parent)
        {
            ended();
        }
    }
}
