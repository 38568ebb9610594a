using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;

namespace Harpoon.Engine.Builds.References;

/// <summary>Finds what an image is built on.</summary>
internal static class ImageLinks
{
    /// <summary>The images in the Dockerfile's order, each once for each kind of instruction.</summary>
    public static ImmutableArray<ImageLink> Of(ImageBuildRequest request)
    {
        var reading = request.Reading;
        var kinds = reading.Instructions.Where(instruction => instruction.Name != "FROM").ToLookup(instruction => instruction.StartLine, instruction => instruction.Name);
        var ids = request.NamedContexts.Where(context => context.IsProject).Select(context => context.ImageId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var projects = reading.Contexts.Where(use => use.Context.IsProject)
            .Select(use => (use.Line, Link: new ImageLink(How(use.Line), use.Context.Source) { IsProject = true }));
        var others = reading.Bases.Where(image => !ids.Contains(image.Reference))
            .Select(image => (image.Line, Link: new ImageLink(How(image.Line), image.Reference.Length > 0 ? image.Reference : image.Unknown ?? "")));
        return [.. projects.Concat(others).Where(found => found.Link.Target.Length > 0).OrderBy(found => found.Line).Select(found => found.Link).Distinct()];

        string How(int line) => kinds[line].FirstOrDefault() switch
        {
            "COPY" => ImageLink.Copy,
            "RUN" => ImageLink.Mount,
            _ => ImageLink.From,
        };
    }
}
