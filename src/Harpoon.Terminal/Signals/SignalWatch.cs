using System.Runtime.InteropServices;
using System.Threading.Channels;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Terminal.Terminals;

namespace Harpoon.Terminal.Signals;

/// <summary>
/// The signals that this process gets. An interrupt ends the build, and goes to the container once that is attached to; the third
/// one ends the run. SIGTERM, SIGHUP, and the end of <c>dotnet run</c> itself stop the container.
/// </summary>
internal sealed class SignalWatch : IDisposable
{
    private const int Patience = 3;

    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<ConsoleEvent> _events = Channel.CreateUnbounded<ConsoleEvent>();
    private readonly UserTerminal _terminal;
    private readonly List<IDisposable> _watched = [];
    private bool _relays;
    private int _interrupts;

    public SignalWatch(UserTerminal terminal)
    {
        _terminal = terminal;
        On(PosixSignal.SIGINT, () => Interrupt(PosixSignal.SIGINT));
        On(PosixSignal.SIGQUIT, () => Interrupt(PosixSignal.SIGQUIT));
        On(PosixSignal.SIGTERM, () => End(PosixSignal.SIGTERM));
        On(PosixSignal.SIGHUP, () => End(PosixSignal.SIGHUP));
        if (!OperatingSystem.IsWindows())
        {
            _watched.Add(new ParentWatch(() => End(PosixSignal.SIGHUP)));
        }
    }

    /// <summary>Cancelled when the work is to end.</summary>
    public CancellationToken Token => _ending.Token;

    /// <summary>The signal that ended it; null if none did.</summary>
    public PosixSignal? Ending { get; private set; }

    /// <summary>What the container is to hear of.</summary>
    public ChannelReader<ConsoleEvent> Events => _events.Reader;

    /// <summary>From now on the container hears of interrupts, and of the screen's size where it has a terminal.</summary>
    public void Relay(bool hasTerminal)
    {
        _relays = true;
        if (hasTerminal)
        {
            ReportSize();
            WatchSize();
        }
    }

    public void Dispose()
    {
        _watched.ForEach(watched => watched.Dispose());
        _ending.Dispose();
    }

    private void WatchSize()
    {
        if (OperatingSystem.IsWindows())
        {
            _watched.Add(new SizeWatch(ReportSize));
            return;
        }

        On(PosixSignal.SIGWINCH, ReportSize);
        On(PosixSignal.SIGCONT, _terminal.Resume);
    }

    private void ReportSize()
    {
        if (Screen.Size() is { } size)
        {
            _events.Writer.TryWrite(new ConsoleResized(size));
        }
    }

    private void Interrupt(PosixSignal signal)
    {
        if (_relays && Interlocked.Increment(ref _interrupts) < Patience)
        {
            _events.Writer.TryWrite(new ConsoleSignalled(signal.ToString()));
        }
        else
        {
            End(signal);
        }
    }

    private void End(PosixSignal signal)
    {
        Ending ??= signal;
        _ = _ending.CancelAsync();
    }

    private void On(PosixSignal signal, Action happened) => _watched.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        happened();
    }));
}
