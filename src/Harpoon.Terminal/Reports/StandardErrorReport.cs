using System.Text;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Terminal.Reports;

/// <summary>Tells on standard error what a build would tell in its log: standard output is the container's alone.</summary>
/// <param name="error">Standard error.</param>
/// <param name="isRaw">Whether that is a raw terminal at this moment, which needs to be told to return to the line's start.</param>
internal sealed class StandardErrorReport(Stream error, Func<bool> isRaw) : IReport
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public bool IsLive => !Console.IsErrorRedirected;

    /// <inheritdoc/>
    public void Output(OutputLine line) => Write(line.Text);

    /// <inheritdoc/>
    public void Message(MessageLevel level, string text)
    {
        if (level == MessageLevel.High)
        {
            Write(text);
        }
    }

    /// <inheritdoc/>
    public void Warning(Diagnostic diagnostic) => Write(CanonicalText.Of(diagnostic, "warning"));

    /// <summary>Tells why the work ended.</summary>
    public void Errors(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Write(CanonicalText.Of(diagnostic, "error"));
        }
    }

    private void Write(string line)
    {
        var lineEnd = isRaw() ? "\r\n" : "\n";
        var bytes = Encoding.UTF8.GetBytes(line.ReplaceLineEndings(lineEnd) + lineEnd);
        try
        {
            lock (_lock)
            {
                error.Write(bytes);
            }
        }
        catch (IOException)
        {
            // Nobody listens any more.
        }
    }
}
