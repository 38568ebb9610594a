using System.Collections.Immutable;

namespace Harpoon.Engine.Dockerfiles.Contexts;

/// <summary>Comments at the end of a Dockerfile that is shown: what the names of other projects' images stand for.</summary>
public static class NamedContextComments
{
    /// <summary>A line for each context that is another project's image.</summary>
    public static ImmutableArray<string> Of(ImmutableArray<NamedContext> contexts) =>
        [.. contexts.Where(context => context.IsProject).Select(context => $"# {context.Name}: the image of {context.Source}{Id(context)}")];

    private static string Id(NamedContext context) => context.ImageId is { } id ? $", {id}" : "";
}
