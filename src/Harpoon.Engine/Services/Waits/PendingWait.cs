using System.Diagnostics;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

/// <summary>A condition, and what was found when it was last looked at.</summary>
/// <param name="condition">The condition, as the user reads it.</param>
/// <param name="probe">Looks whether it is met.</param>
internal sealed class PendingWait(string condition, IWaitProbe probe)
{
    /// <summary>How long one look may take: a server that takes a connection and says nothing must not hold up the others.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private string _found = "";

    /// <summary>Whether it was met once: that it stays so is not asked.</summary>
    public bool IsMet { get; private set; }

    /// <summary>Looks once, unless it is met already.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!IsMet)
        {
            _found = await FoundAsync(cancellationToken) ?? "";
            IsMet = _found.Length == 0;
        }
    }

    /// <summary>The same as words of a sentence: <c>port 5432 (refused)</c>.</summary>
    public string Description => condition.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0
        ? $"{condition[..colon]} {condition[(colon + 1)..]}{Found}"
        : condition + Found;

    private string Found => _found.Length == 0 ? "" : $" ({_found})";

    /// <inheritdoc/>
    public override string ToString() => condition + Found;

    private async Task<string?> FoundAsync(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        try
        {
            return await probe.TryAsync(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DiagnosticTexts.Format("Detail.Timeout", Limit.TotalSeconds);
        }
        catch (EngineRefusedException e)
        {
            return e.ResponseMessage;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }
}

/// <summary>Looks whether a condition is met.</summary>
internal interface IWaitProbe
{
    /// <summary>Looks once.</summary>
    /// <returns>Null if it is met, else what was found in its place.</returns>
    Task<string?> TryAsync(CancellationToken cancellationToken);
}

/// <summary>A probe of what only a running container has. Its end is not waited through: a connection to an address that went away takes seconds to fail.</summary>
/// <param name="probe">The probe.</param>
/// <param name="ended">Completes with the container's end.</param>
internal sealed class WhileRunningProbe(IWaitProbe probe, Task ended) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempt = ended.IsCompleted ? NotRunning() : probe.TryAsync(over.Token);
        if (await Task.WhenAny(attempt, ended) == attempt)
        {
            return await attempt;
        }

        await over.CancelAsync();
        await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return await NotRunning();
    }

    private static Task<string?> NotRunning() => Task.FromResult<string?>(DiagnosticTexts.Format("Detail.WaitNotRunning"));
}

/// <summary>Looks once a second at most, if each look leaves a process behind.</summary>
internal sealed class PacedProbe(IWaitProbe probe) : IWaitProbe
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long? _last;
    private string? _found;

    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        if (_last is not { } last || Stopwatch.GetElapsedTime(last) >= Pause)
        {
            _last = Stopwatch.GetTimestamp();
            _found = DiagnosticTexts.Format("Detail.WaitRuns");
            _found = await probe.TryAsync(cancellationToken);
        }

        return _found;
    }
}
