using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Output;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services.Containers;

/// <summary>What a service writes: reported with its name before each line, kept for the error that may come, and searched for what is waited for.</summary>
/// <param name="name">The service.</param>
/// <param name="level">How much its lines matter.</param>
/// <param name="report">Gets the lines.</param>
/// <param name="secrets">What the error must not show.</param>
internal sealed class ServiceLog(string name, MessageLevel level, IReport report, RunSecrets secrets) : IReport
{
    /// <summary>How many lines an error shows.</summary>
    public const int Shown = 50;

    /// <summary>How many lines are shown beside what is waited for.</summary>
    private const int News = 10;

    private readonly Lock _lock = new();
    private readonly LastLines _last = new(Shown);
    private readonly Queue<string> _news = new();
    private readonly List<LogSearch> _searches = [];

    /// <summary>What there is of lines that have not ended.</summary>
    public Func<IReadOnlyList<string>> Unfinished { get; set; } = () => [];

    /// <summary>The last lines as the end of an error's text.</summary>
    public string LastLines
    {
        get
        {
            var shown = new LastLines(Shown);
            var unfinished = Unfinished();
            lock (_lock)
            {
                foreach (var line in _last.Lines.Concat(unfinished.Select(secrets.Hide)))
                {
                    shown.Add(line);
                }
            }

            return shown.Describe();
        }
    }

    /// <summary>Shows the last of what came since this was called before to those who see only what matters: it may say why the service is not ready.</summary>
    public void ShowNews()
    {
        string[] news;
        lock (_lock)
        {
            news = [.. _news];
            _news.Clear();
        }

        foreach (var line in level == MessageLevel.High ? [] : news)
        {
            report.ServiceLine(name, MessageLevel.High, line);
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
            _news.Enqueue(line.Text);
            if (_news.Count > News)
            {
                _news.Dequeue();
            }

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
