using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Options;

namespace Harpoon.Engine.Runs.Output;

/// <summary>Remembers what a run's command wrote last, for the error that may come, and hands everything on.</summary>
/// <param name="report">Gets everything.</param>
/// <param name="secrets">What the error must not show.</param>
internal sealed class RunTail(IReport report, RunSecrets secrets) : IReport
{
    private readonly Lock _lock = new();
    private readonly LastLines _last = new();

    /// <summary>A diagnostic that also shows what the command wrote last.</summary>
    public Diagnostic AppendedTo(Diagnostic diagnostic)
    {
        lock (_lock)
        {
            return diagnostic with { Text = $"{diagnostic.Text} {DiagnosticTexts.Format("Detail.LastLines", _last.Describe())}" };
        }
    }

    public void Output(OutputLine line)
    {
        // The progress of a pull is no line of the command's.
        if (line.Channel != OutputChannel.Build)
        {
            lock (_lock)
            {
                _last.Add(secrets.Hide(line.Text));
            }
        }

        report.Output(line);
    }

    public void Message(MessageLevel level, string text) => report.Message(level, text);

    public void Progress(TransferStatus status) => report.Progress(status);

    public void Warning(Diagnostic diagnostic) => report.Warning(diagnostic);
}

/// <summary>
/// The values that the build handed to a container from its own environment: they may be secrets, and stand in no error. What the command
/// itself writes is shown as it is.
/// </summary>
internal sealed class RunSecrets(IEnumerable<EnvironmentVariable> variables)
{
    /// <summary>Shorter values are words like <c>true</c> and <c>CI</c>, and no secrets.</summary>
    private const int Shortest = 6;

    // The longest first: one may hold another.
    private readonly ImmutableArray<string> _values =
    [
        .. variables.Where(variable => variable.IsInherited && variable.Value.Length >= Shortest)
            .Select(variable => variable.Value)
            .OrderByDescending(value => value.Length),
    ];

    /// <summary>A text with stars in the place of each value.</summary>
    public string Hide(string text)
    {
        foreach (var value in _values)
        {
            text = text.Replace(value, "***", StringComparison.Ordinal);
        }

        return text;
    }
}
