using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Output;
using Harpoon.Engine.Runs;

namespace Harpoon.Engine.Services;

/// <summary>What a service writes: told with its name before each line, kept for the error that may come, and searched for what is waited for.</summary>
/// <param name="name">The service.</param>
/// <param name="level">How much its lines matter.</param>
/// <param name="report">Gets the lines.</param>
/// <param name="secrets">What the error must not show.</param>
internal sealed class ServiceLog(string name, MessageLevel level, IReport report, RunSecrets secrets) : IReport
{
    /// <summary>How many lines an error shows.</summary>
    public const int Shown = 50;

    private readonly Lock _lock = new();
    private readonly LastLines _last = new(Shown);
    private readonly List<LogSearch> _searches = [];

    /// <summary>The last lines as the end of an error's text.</summary>
    public string LastLines
    {
        get
        {
            lock (_lock)
            {
                return _last.Told();
            }
        }
    }

    /// <summary>Looks for a line from here on: to be called before the service's output is read.</summary>
    public LogSearch Search(Regex expression)
    {
        var search = new LogSearch(expression);
        lock (_lock)
        {
            _searches.Add(search);
        }

        return search;
    }

    public void Output(OutputLine line)
    {
        lock (_lock)
        {
            _last.Add(secrets.Hide(line.Text));
            foreach (var search in _searches)
            {
                search.Look(line.Text);
            }
        }

        // No output of the run's: a service's lines are no errors of its command, whatever that is asked to look for.
        report.ServiceLine(name, level, line.Text);
    }

    public void Message(MessageLevel messageLevel, string text) => report.Message(messageLevel, text);

    public void Warning(Diagnostic diagnostic) => report.Warning(diagnostic);
}
