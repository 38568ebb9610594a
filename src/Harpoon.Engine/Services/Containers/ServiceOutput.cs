using Harpoon.Engine.Runs.Output;

namespace Harpoon.Engine.Services.Containers;

/// <summary>Reads what a service writes, and knows also of lines that it has not ended: a prompt stays one until it is answered.</summary>
/// <param name="log">Gets the lines.</param>
internal sealed class ServiceOutput(ServiceLog log)
{
    private readonly Lock _lock = new();
    private OutputLines? _lines;

    /// <summary>What there is of lines that have not ended.</summary>
    public IReadOnlyList<string> Unfinished
    {
        get
        {
            lock (_lock)
            {
                return _lines is null ? [] : [.. _lines.Unfinished];
            }
        }
    }

    /// <summary>Reads the container's stream to its end.</summary>
    /// <inheritdoc cref="OutputPump.DrainAsync(Stream, bool, Diagnostics.IReport, RunLog, CancellationToken)"/>
    public async Task DrainAsync(Stream source, bool tty, CancellationToken cancellationToken)
    {
        using var lines = new OutputLines(log);
        _lines = lines;
        try
        {
            await OutputPump.DrainAsync(source, tty, Write, log: null, cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _lines = null;
                lines.Complete();
            }
        }

        void Write(Diagnostics.OutputChannel channel, ReadOnlySpan<byte> bytes)
        {
            lock (_lock)
            {
                lines.Write(channel, bytes);
            }
        }
    }
}
