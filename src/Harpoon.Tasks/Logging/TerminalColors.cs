using Harpoon.Engine.Machine;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Logging;

/// <summary>
/// Whether colours may be sent. A message goes to all loggers as it is, and none takes colours out: so only where the Terminal Logger shows
/// it, and no binary log or log file takes everything down. This leans on an internal of MSBuild's, so it stays in this class.
/// </summary>
internal static class TerminalColors
{
    /// <summary>MSBuild's word to the test runner's tasks about its Terminal Logger (https://github.com/dotnet/msbuild/blob/main/src/MSBuild/XMake.cs).</summary>
    private const string TerminalLogger = "_MSBUILDTLENABLED";

    private const string BinaryLogger = "MSBUILDBINARYLOGGERENABLED";

    /// <summary>Whether the build is shown by the Terminal Logger.</summary>
    private static bool HasTerminalLogger(HostEnvironment host) => host.Value(TerminalLogger) == "1";

    /// <param name="engine">The build, as this node knows it.</param>
    /// <param name="host">The machine.</param>
    /// <param name="isWorker">Whether this node only builds for another, which has the loggers.</param>
    public static bool AreWanted(IBuildEngine engine, HostEnvironment host, bool isWorker) =>
        HasTerminalLogger(host)

        // https://no-color.org
        && host.Value("NO_COLOR") is null
        && engine is IBuildEngine10 { EngineServices: { } services }
        && (isWorker ? !HasBinaryLog(services, host) : !services.LogsMessagesOfImportance(MessageImportance.Low));

    /// <summary>Whether this process builds for another: <c>/nodemode:1</c> (https://github.com/dotnet/msbuild/blob/main/src/MSBuild/XMake.cs).</summary>
    public static bool IsWorker(IEnumerable<string> commandLine) =>
        commandLine.Any(argument => argument.TrimStart('/', '-').Equals("nodemode:1", StringComparison.OrdinalIgnoreCase));

    /// <summary>All that a worker can know: it hands on everything, whatever the loggers are.</summary>
    private static bool HasBinaryLog(EngineServices services, HostEnvironment host) =>
        services.IsTaskInputLoggingEnabled || host.Value(BinaryLogger) is not null;
}
