using System.Diagnostics.CodeAnalysis;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Transfers;
using Spectre.Console;

namespace Harpoon.Terminal.Reports;

/// <summary>
/// Draws a bar for each transfer that takes a while, at the bottom of the terminal, and takes it away when the transfer is over. Nothing else names the library
/// that draws: it is loaded where there is something to draw.
/// </summary>
/// <param name="console">The terminal.</param>
[SuppressMessage("Design", "CA1001", Justification = "What ends the drawing holds nothing: it is a task.")]
internal sealed class TransferBars(IAnsiConsole console) : ITransferView
{
    private const int BarWidth = 20;

    /// <summary>What is left of 80 columns: the bar would be folded where there is more.</summary>
    private const int TextWidth = 58;

    /// <summary>Erases all that stands below the line's start: the bars, which are drawn again under the line.</summary>
    private const string Erase = "\u001b[0J";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
    private ProgressContext? _drawing;
    private TaskCompletionSource? _ending;
    private Task? _drawn;

    /// <inheritdoc/>
    public void Take(TransferStatus status)
    {
        lock (_lock)
        {
            if (status.IsOver)
            {
                End(status.Name);
            }
            else
            {
                _drawing ??= Begin();
                Show(_bars.GetValueOrDefault(status.Name) ?? (_bars[status.Name] = _drawing.AddTask(Text(status), maxValue: 1)), status);
            }
        }
    }

    /// <inheritdoc/>
    public bool TryWriteLine(string line)
    {
        lock (_lock)
        {
            if (_drawing is null)
            {
                return false;
            }

            console.Write(new ControlCode($"{Erase}{line}\n"));
            return true;
        }
    }

    private static void Show(ProgressTask bar, TransferStatus status)
    {
        bar.IsIndeterminate = status.Percent is null;
        bar.Description = Text(status);
        bar.Value = (status.Percent ?? 0) / 100.0;
    }

    private static string Text(TransferStatus status) => Markup.Escape(TransferText.Line(status, TextWidth));

    private ProgressContext Begin()
    {
        var ending = _ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var drawing = new TaskCompletionSource<ProgressContext>();
        _drawn = console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context =>
            {
                drawing.SetResult(context);
                return ending.Task;
            });
        return drawing.Task.GetAwaiter().GetResult();
    }

    private void End(string name)
    {
        if (!_bars.Remove(name, out var bar))
        {
            return;
        }

        bar.StopTask();
        if (_bars.Count == 0)
        {
            // The terminal is as it was before anything else is written to it.
            _ending!.SetResult();
            _drawn!.GetAwaiter().GetResult();
            _drawing = null;
        }
    }
}
