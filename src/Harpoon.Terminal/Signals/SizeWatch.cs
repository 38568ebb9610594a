using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Terminal.Terminals;

namespace Harpoon.Terminal.Signals;

/// <summary>Windows has no signal for a console's new size.</summary>
internal sealed class SizeWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Timer _timer;
    private TerminalSize? _last;

    public SizeWatch(Action changed)
    {
        _last = Screen.Size();
        _timer = new Timer(_ => Look(changed), null, Pause, Pause);
    }

    public void Dispose() => _timer.Dispose();

    private void Look(Action changed)
    {
        if (Screen.Size() is { } size && size != _last)
        {
            _last = size;
            changed();
        }
    }
}
