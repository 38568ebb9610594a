using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Builds.Apps;

/// <summary>Finds what can't work around an application.</summary>
internal static class AppCheck
{
    private const string Chiseled = "-chiseled";

    /// <exception cref="HarpoonException">HRP3403: a line needs a shell, and the base image has none.</exception>
    public static void Check(AppImage app, Dockerfile dockerfile, DockerfileSyntax syntax)
    {
        if (!app.BaseImage.Contains(Chiseled, StringComparison.Ordinal) || syntax.Stages is not [var stage])
        {
            return;
        }

        foreach (var run in stage.Instructions.Where(instruction => instruction is { Name: "RUN", IsJson: false }))
        {
            throw dockerfile.Wrong("HRP3403", run.StartLine, app.BaseImage, WithShell(app.BaseImage));
        }
    }

    /// <summary>The same image with a shell: <c>10.0-noble-chiseled-extra</c> is <c>10.0-noble</c>.</summary>
    private static string WithShell(string image) => image[..image.IndexOf(Chiseled, StringComparison.Ordinal)];
}
