using Harpoon.Engine.Hosting;
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

    /// <summary>Whether somebody watches the build in the Terminal Logger.</summary>
    public static bool HasTerminalLogger(HostEnvironment host) => host.Value(TerminalLogger) == "1";

    public static bool AreWanted(IBuildEngine engine, HostEnvironment host) =>
        HasTerminalLogger(host)

        // https://no-color.org
        && host.Value("NO_COLOR") is null
        && engine is IBuildEngine10 { EngineServices: { } services }
        && !services.LogsMessagesOfImportance(MessageImportance.Low);
}
