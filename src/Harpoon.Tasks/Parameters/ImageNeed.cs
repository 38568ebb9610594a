using Harpoon.Engine.Diagnostics;

namespace Harpoon.Tasks.Parameters;

/// <summary>A build that writes files in place of an image leaves nothing to run, to push or to save.</summary>
internal static class ImageNeed
{
    /// <param name="target">What needs the image.</param>
    /// <param name="output"><c>$(DockerBuildOutput)</c>.</param>
    /// <exception cref="HarpoonException">HRP3141: there is an output.</exception>
    public static void Check(string target, string? output)
    {
        if (ParameterValue.Text(output) is { } written)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3141", target, written).AboutProperty("DockerBuildOutput"));
        }
    }
}
