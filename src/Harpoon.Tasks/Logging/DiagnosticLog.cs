using Harpoon.Engine.Diagnostics;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Logging;

/// <summary>Writes diagnostics as MSBuild's errors and warnings: coded, located, with a page to read.</summary>
internal static class DiagnosticLog
{
    public static void Error(TaskLoggingHelper log, Diagnostic diagnostic) => log.LogError(
        subcategory: null,
        diagnostic.Code,
        helpKeyword: diagnostic.Code,
        HelpLinks.Of(diagnostic.Code),
        diagnostic.Location?.File,
        diagnostic.Location?.Line ?? 0,
        diagnostic.Location?.Column ?? 0,
        endLineNumber: 0,
        endColumnNumber: 0,
        diagnostic.Text);

    public static void Warning(TaskLoggingHelper log, Diagnostic diagnostic) => log.LogWarning(
        subcategory: null,
        diagnostic.Code,
        helpKeyword: diagnostic.Code,
        HelpLinks.Of(diagnostic.Code),
        diagnostic.Location?.File,
        diagnostic.Location?.Line ?? 0,
        diagnostic.Location?.Column ?? 0,
        endLineNumber: 0,
        endColumnNumber: 0,
        diagnostic.Text);
}
