using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Failures;

namespace Harpoon.Engine.Services.Starting;

/// <summary>Why a service ended, where the engine knows.</summary>
internal static class ServiceEnd
{
    /// <summary>The reason as the end of a sentence; empty where the exit code says all.</summary>
    public static async Task<string> ReasonAsync(string id, int exitCode, IEngine engine) =>
        // Only a killed container can have been out of memory.
        exitCode == ExitDiagnosis.Killed && await OutOfMemoryCheck.OfAsync(id, engine) == OutOfMemory.Yes
            ? DiagnosticTexts.Format("Said.OutOfMemory")
            : "";
}
