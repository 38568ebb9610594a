using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Logging;

/// <summary>
/// Lines that are seen at once. The Terminal Logger hides High messages at normal verbosity, and shows those that look like a
/// test runner's output once a target named <c>_TestRunStart</c> has started in the project (our <c>DockerLiveOutput</c> starts
/// it). Every other logger takes them as ordinary messages. This leans on an internal of MSBuild's, so it stays in this class.
/// </summary>
/// <remarks>https://github.com/dotnet/msbuild/blob/main/src/Build/Logging/TerminalLogger/TerminalLogger.cs</remarks>
internal static class LiveOutput
{
    private const string TestOutput = "TLTESTOUTPUT";

    /// <summary>Writes a line.</summary>
    public static void Write(IBuildEngine engine, string line, MessageImportance importance) => engine.LogMessageEvent(
        new ExtendedBuildMessageEventArgs(TestOutput, line, helpKeyword: null, senderName: null, importance));
}
