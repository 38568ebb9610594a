using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Failures;

/// <summary>Says of a <c>RUN</c> that failed because the engine's machine can't execute programs of another platform how it can.</summary>
internal static class MissingEmulator
{
    /// <summary>The kernel's words, as the shell and runc repeat them.</summary>
    private const string Mark = "exec format error";

    /// <param name="step">What failed.</param>
    /// <param name="text">All that is said of it, with what the step wrote last.</param>
    /// <param name="request">What was built.</param>
    public static string Explain(FailedStep step, string text, ImageBuildRequest request)
    {
        if (!text.Contains(Mark, StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        // BuildKit names no platform for a step on top of 'scratch'.
        var platform = step.Platform.Length > 0 ? step.Platform.Split("->")[0] : request.Platform;
        return platform is not null ? Text(platform, platform.Split('/') is [_, var architecture, ..] ? architecture : platform)
            : request.Platforms.IsEmpty ? ""
            : Text(string.Join(" or ", request.Platforms), "all");
    }

    private static string Text(string platforms, string emulators) => DiagnosticTexts.Format("Detail.NoEmulator", platforms, emulators);
}
