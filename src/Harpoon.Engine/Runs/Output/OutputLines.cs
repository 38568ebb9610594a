using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Runs.Output;

/// <summary>Reports a container's two streams as lines: each stream has its own decoder, and lines come in the order in which they ended.</summary>
internal sealed class OutputLines(IReport report) : IDisposable
{
    private readonly LineDecoder _standardOutput = new(text => report.Output(new OutputLine(OutputChannel.StandardOutput, text)));
    private readonly LineDecoder _standardError = new(text => report.Output(new OutputLine(OutputChannel.StandardError, text)));

    public void Write(OutputChannel channel, ReadOnlySpan<byte> bytes) =>
        (channel == OutputChannel.StandardError ? _standardError : _standardOutput).Write(bytes);

    /// <summary>What there is of lines that have not ended. Not to be asked for while bytes are written.</summary>
    public IEnumerable<string> Unfinished => new[] { _standardOutput.Unfinished, _standardError.Unfinished }.Where(text => text.Length > 0);

    /// <summary>The streams have ended: reports last lines without a line end.</summary>
    public void Complete()
    {
        _standardOutput.Complete();
        _standardError.Complete();
    }

    public void Dispose()
    {
        _standardOutput.Dispose();
        _standardError.Dispose();
    }
}
