using System.Text.RegularExpressions;

namespace Harpoon.Engine.Services.Waits;

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
