using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits.Probes;

/// <summary>Asks whether the line came. One that has not ended counts once nothing was added to it from one look to the next.</summary>
/// <param name="search">What looks at the lines.</param>
/// <param name="unfinished">What there is of lines that have not ended.</param>
internal sealed class LogProbe(LogSearch search, Func<IReadOnlyList<string>> unfinished) : IWaitProbe
{
    private IReadOnlyList<string> _before = [];

    public Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        var now = unfinished();
        var isFound = search.Found || now.Any(text => _before.Contains(text) && search.Matches(text));
        _before = now;
        return Task.FromResult(isFound ? null : DiagnosticTexts.Format("Said.WaitNoLine"));
    }
}
