using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>Refuses named contexts that the classic builder can be given in no form: it copies from images and stages alone.</summary>
internal static class ContextRefusal
{
    /// <exception cref="HarpoonException">HRP3124, HRP3126, at each named context.</exception>
    public static void ThrowIfNeeded(ImageBuildRequest request)
    {
        if (request.Builder.WhyClassic is not { } reason)
        {
            return;
        }

        ImmutableArray<Diagnostic> refused =
        [
            .. request.NamedContexts
                .Select(context => (context, Text: Of(context, request, reason)))
                .Where(refusal => refusal.Text is not null)
                .Select(refusal => refusal.Text!.About(new ItemReference(OptionNames.NamedContext, refusal.context.Name))),
        ];
        if (!refused.IsEmpty)
        {
            throw new HarpoonException(refused);
        }
    }

    private static Diagnostic? Of(NamedContext context, ImageBuildRequest request, string reason) => context.Kind switch
    {
        NamedContextKind.Image => null,
        NamedContextKind.Folder when !request.Pull => null,
        NamedContextKind.Folder => Diagnostic.Of("HRP3126", context.Name),
        _ => Diagnostic.Of("HRP3124", context.Name, reason),
    };
}
