using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Tasks.Output;

/// <summary>What the checks of a Dockerfile found.</summary>
internal static class CheckFindings
{
    /// <summary>Logs it.</summary>
    /// <param name="found">The findings, each at its line.</param>
    /// <param name="report">Is given the message that there are none.</param>
    /// <param name="write">Logs one.</param>
    public static void Log(ImmutableArray<Diagnostic> found, IReport report, Action<Diagnostic> write)
    {
        foreach (var finding in found)
        {
            write(finding);
        }

        if (found.IsEmpty)
        {
            report.Message(MessageLevel.High, "The checks of the Dockerfile found nothing.");
        }
    }
}
