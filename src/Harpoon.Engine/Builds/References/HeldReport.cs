using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.References;

/// <summary>A report that has one name in the place of another.</summary>
/// <param name="inner">Where it goes.</param>
/// <param name="words">Puts the names in.</param>
internal sealed class HeldReport(IReport inner, Func<string, string> words) : IReport
{
    public void Output(OutputLine line) => inner.Output(line with { Text = words(line.Text) });

    public void Message(MessageLevel level, string text) => inner.Message(level, words(text));

    public void ServiceLine(string service, MessageLevel level, string text) => inner.ServiceLine(service, level, text);

    public void Progress(TransferStatus status) => inner.Progress(status);

    public void BeginGroup(string title) => inner.BeginGroup(title);

    public void EndGroup() => inner.EndGroup();

    public void Warning(Diagnostic diagnostic) => inner.Warning(diagnostic with { Text = words(diagnostic.Text) });
}
