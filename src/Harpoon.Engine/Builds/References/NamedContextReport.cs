using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.References;

/// <summary>Says what a <c>FROM</c> means by now, which can't be seen in the Dockerfile.</summary>
internal static class NamedContextReport
{
    public static void Say(ImageBuildRequest request, IReport report)
    {
        foreach (var use in request.Reading.Contexts.Where(use => use.Replaced is not null))
        {
            if (use.Context.IsProject)
            {
                report.Message(MessageLevel.Normal, $"{use.Context.Name}, in line {use.Line} of the Dockerfile, is the image of {use.Context.Source} ({ImageIds.Shorten(use.Context.ImageId!)}).");
                continue;
            }

            var replaced = $"{(use.ReplacesStage ? "stage" : "image")} {use.Replaced}";
            report.Message(MessageLevel.High, $"The named context {use.Context.Name} ({use.Context.Source}) replaces the {replaced} in line {use.Line} of the Dockerfile.");
        }
    }
}
