using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Tasks.Lines;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Compares a project's free-text items with what is written in the project: none is lost or changed in silence.</summary>
internal static class ItemCheck
{
    /// <summary>Compares the items, and reports each that MSBuild changed.</summary>
    /// <exception cref="HarpoonException">An item was lost or changed.</exception>
    public static LineVerificationResult Check(
        IBuildEngine engine,
        string project,
        string cacheFile,
        IReadOnlyList<ReceivedItems> items,
        ReceivedText? text,
        HostEnvironment host,
        IReport? report,
        bool warnsOfNames)
    {
        var request = new LineVerificationRequest(project, GlobalProperties.Of(engine), items, text, cacheFile, host) { WarnsOfNames = warnsOfNames };
        var result = LineVerifier.Verify(request);

        // What concerns the project as a whole is said once.
        foreach (var warning in result.Warnings.Where(warning => warnsOfNames || warning.Code != "HRP2029"))
        {
            report?.Warning(warning);
        }

        return result.Errors.IsEmpty ? result : throw new HarpoonException(result.Errors);
    }
}
