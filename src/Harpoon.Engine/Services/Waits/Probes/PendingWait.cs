using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits.Probes;

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
            return DiagnosticTexts.Format("Said.Timeout", Limit.TotalSeconds);
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
