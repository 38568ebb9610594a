using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Output;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Runs a shell line in the service's container.</summary>
internal sealed class CommandProbe(string line, string id, IEngineExecs execs) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        var said = new LastOutput();
        var exec = await execs.CreateAsync(id, [.. RunSpec.Shell, line], cancellationToken);
        await using (var output = await execs.StartAsync(exec, cancellationToken))
        {
            await OutputPump.DrainAsync(output, tty: false, said, log: null, cancellationToken);
        }

        var code = await execs.ExitCodeAsync(exec, cancellationToken);
        return code == 0 ? null : DiagnosticTexts.Format("Detail.CommandExited", code, said.Line);
    }
}

/// <summary>Keeps the last line that says something.</summary>
internal sealed class LastOutput : IReport
{
    /// <summary>The line; empty if there was none.</summary>
    public string Line { get; private set; } = "";

    public void Output(OutputLine line) => Line = string.IsNullOrWhiteSpace(line.Text) ? Line : line.Text;

    public void Message(MessageLevel level, string text)
    {
        // A command says nothing but its output.
    }

    public void Warning(Diagnostic diagnostic)
    {
        // As above.
    }
}
