using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Output;

/// <summary>Finds out whether MSBuild reads a line as an error or a warning. It reports that only to loggers, so this acts as one.</summary>
internal sealed class CanonicalFormat
{
    private readonly Listener _listener = new();
    private readonly TaskLoggingHelper _helper;

    /// <param name="origin">Who is named where a line names no file and no tool.</param>
    public CanonicalFormat(string origin) => _helper = new TaskLoggingHelper(_listener, origin);

    /// <summary>The error or warning that a line is; null for any other line.</summary>
    public LineProblem? Read(string line)
    {
        _listener.Heard = null;
        _helper.LogMessageFromText(line, MessageImportance.High);
        return LineProblem.Of(_listener.Heard);
    }

    private sealed class Listener : IBuildEngine
    {
        public BuildEventArgs? Heard { get; set; }

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => string.Empty;

        public void LogErrorEvent(BuildErrorEventArgs e) => Heard = e;

        public void LogWarningEvent(BuildWarningEventArgs e) => Heard = e;

        public void LogMessageEvent(BuildMessageEventArgs e)
        {
        }

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }

        public bool BuildProjectFile(
            string projectFileName,
            string[] targetNames,
            System.Collections.IDictionary globalProperties,
            System.Collections.IDictionary targetOutputs) => false;
    }
}
