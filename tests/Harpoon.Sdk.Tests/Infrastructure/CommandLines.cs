namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>Collects the command lines of all processes of this machine, now and then, as anybody on it could. Nothing where they can't be seen.</summary>
internal sealed class CommandLines : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _looking;

    public CommandLines() => _looking = Task.Run(LookAsync);

    /// <summary>All that were seen since the start.</summary>
    public async Task<string> StopAsync()
    {
        await _stopping.CancelAsync();
        await _looking;
        return string.Join('\n', _seen);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task LookAsync()
    {
        while (OperatingSystem.IsLinux() && !_stopping.IsCancellationRequested)
        {
            foreach (var process in Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(folder["/proc/".Length])))
            {
                Read(Path.Combine(process, "cmdline"));
            }

            await Task.Delay(Pause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Read(string file)
    {
        try
        {
            _seen.Add(File.ReadAllText(file).Replace('\0', ' '));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is somebody else's.
        }
    }
}
