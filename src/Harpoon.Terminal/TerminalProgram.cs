using Harpoon.Engine.Deferred;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Terminal.Reports;
using Harpoon.Terminal.Signals;
using Harpoon.Terminal.Terminals;

namespace Harpoon.Terminal;

/// <summary>The program: does a deferred run, and tells by its exit code how that ended.</summary>
internal static class TerminalProgram
{
    public static async Task<int> RunAsync(string file, string[] arguments)
    {
        var terminal = new UserTerminal();
        var report = new StandardErrorReport(StandardStreams.OpenError(), () => terminal.IsRaw && !Console.IsErrorRedirected);
        using var signals = new SignalWatch(terminal);
        try
        {
            return await new TerminalRun(DeferredFile.ReadRun(file), arguments, terminal, signals, report).ExecuteAsync();
        }
        catch (HarpoonException e)
        {
            report.Errors(e.Diagnostics);
            return ExitCodes.Failed;
        }
        catch (OutputClosedException)
        {
            return ExitCodes.OutputClosed;
        }
        catch (OperationCanceledException) when (signals.Ending is { } signal)
        {
            return ExitCodes.Of(signal);
        }
        finally
        {
            terminal.Restore();
        }
    }
}
