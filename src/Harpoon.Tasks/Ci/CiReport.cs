using Harpoon.Engine.Builds;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Ci;
using Harpoon.Engine.Registries;
using Harpoon.Tasks.Logging;

namespace Harpoon.Tasks.Ci;

/// <summary>Hands on to the CI system that runs the build what was built and pushed: as outputs, and in its summary.</summary>
/// <param name="project">What distinguishes the project from those that build side by side; null or empty for nothing.</param>
/// <param name="name">The project's name.</param>
/// <param name="folder">The full path of the folder whose <c>harpoon</c> folder files may be kept in.</param>
/// <param name="host">Which CI system it is.</param>
/// <param name="report">Where commands are printed.</param>
internal sealed class CiReport(string? project, string name, string folder, HostEnvironment host, LogReport report)
{
    public void Built(ImageBuildOutcome outcome)
    {
        // A build may make files in place of an image.
        if (outcome.Tags is [var first, ..])
        {
            Publish(
                "build",
                SummaryTable.Built(name, outcome),
                [
                    Output("DockerImageId", outcome.ImageId),
                    Output("DockerImageReference", first),
                    Output("DockerImageReferences", string.Join('\n', outcome.Tags)),
                ]);
        }
    }

    public void Pushed(IReadOnlyList<PushedImage> pushed) => Publish(
        "push",
        SummaryTable.Pushed(name, pushed),
        [
            Output("DockerImageDigest", pushed[0].Digest),
            Output("DockerPushedImages", string.Join('\n', pushed.Where(image => image.Platform is null).Select(image => image.Pinned))),
        ]);

    private void Publish(string kind, string summary, CiOutput[] outputs)
    {
        if (CiSystems.Of(host) is not { } ci)
        {
            return;
        }

        try
        {
            string[] lines = [.. ci.SetOutputs(outputs), .. ci.AddSummary(summary, Path.Combine(folder, "harpoon", $"{name}.{kind}.md"))];
            foreach (var line in lines)
            {
                report.Command(line);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Warning(Diagnostic.Of("HRP3162", name, e.Message));
        }
    }

    private CiOutput Output(string output, string value) =>
        new(string.IsNullOrEmpty(project) ? output : $"{Valid(project)}_{output}", value);

    /// <summary>A name as the systems take it: a letter or <c>_</c>, then letters, digits and <c>_</c>.</summary>
    private static string Valid(string text)
    {
        var valid = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return char.IsAsciiDigit(valid[0]) ? "_" + valid : valid;
    }
}
