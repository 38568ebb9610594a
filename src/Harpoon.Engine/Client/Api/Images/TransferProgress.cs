using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Api.Images;

/// <summary>
/// Follows the many status messages of a pull or push: adds up the progress of its layers, and reports the result of each in a line.
/// </summary>
/// <param name="name">What goes on, as the start of a line: <c>Pulling alpine:3.22</c>.</param>
/// <param name="report">Is given each message.</param>
internal sealed class TransferProgress(string name, IReport report)
{
    private readonly Dictionary<string, LayerState> _layers = new(StringComparer.Ordinal);
    private readonly HashSet<(string Id, string Status)> _reported = [];
    private bool _isOver;

    /// <summary>Takes a message that is no error.</summary>
    public void Take(EngineMessage message)
    {
        if (string.IsNullOrWhiteSpace(message.Status))
        {
            return;
        }

        var status = message.Status;
        if (message.Id is not { Length: > 0 } id)
        {
            Print(status);
            return;
        }

        if (LayerState.IsOfLayer(status))
        {
            _layers[id] = (_layers.GetValueOrDefault(id) ?? new LayerState(status, 0, Total: null)).With(message);
            report.Progress(Status());
        }

        if (!LayerState.IsPassing(status) && _reported.Add((id, status)))
        {
            Print($"{id}: {status}");
        }
    }

    /// <summary>The answer has ended: nothing more comes.</summary>
    public void Complete()
    {
        if (!_isOver && _layers.Count > 0)
        {
            _isOver = true;
            report.Progress(Status());
        }
    }

    private TransferStatus Status()
    {
        var isCounted = _layers.Values.All(layer => layer.IsCounted);
        return new TransferStatus(
            name, _layers.Values.Sum(layer => layer.Done), isCounted ? _layers.Values.Sum(layer => layer.Total ?? 0) : null)
        {
            Layers = (_layers.Values.Count(layer => layer.IsOver), _layers.Count),
            IsOver = _isOver,
        };
    }

    private void Print(string line) => report.Output(new OutputLine(OutputChannel.Build, line));
}
