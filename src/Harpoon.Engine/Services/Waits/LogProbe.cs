using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

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
        return Task.FromResult(isFound ? null : DiagnosticTexts.Format("Detail.WaitNoLine"));
    }
}

/// <summary>Looks for a line that an expression matches.</summary>
internal sealed class LogSearch(Regex expression)
{
    private volatile bool _found;

    /// <summary>Whether such a line came.</summary>
    public bool Found => _found;

    public void Look(string line) => _found = _found || Matches(line);

    /// <summary>Whether a text matches that may not be all of its line.</summary>
    public bool Matches(string line)
    {
        try
        {
            return expression.IsMatch(line);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
