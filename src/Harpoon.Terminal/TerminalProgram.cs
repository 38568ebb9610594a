using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.DotnetRun;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Ci;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Terminal.Reports;
using Harpoon.Terminal.Signals;
using Harpoon.Terminal.Terminals;

namespace Harpoon.Terminal;

/// <summary>The program: does a deferred run, and returns its result as the exit code.</summary>
internal static class TerminalProgram
{
    public static async Task<int> RunAsync(string file, string[] arguments)
    {
        var terminal = new UserTerminal();
        var error = StandardStreams.OpenError();
        var report = new StandardErrorReport(error, () => terminal.IsRaw && !Console.IsErrorRedirected, DrawOn(error), CiSystems.Of(HostEnvironment.OfProcess(Environment.CurrentDirectory)));
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

    /// <summary>A terminal that can't move its cursor (<c>TERM=dumb</c>) is nothing to draw on.</summary>
    private static Func<ITransferView>? DrawOn(Stream error) =>
        Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb" ? null
        : () => ErrorConsole.Bars(error, hasColors: Environment.GetEnvironmentVariable("NO_COLOR") is null);
}
