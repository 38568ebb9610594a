using System.Collections.Immutable;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Failures;

/// <summary>Says of a base image that could not be pulled whether its registry can be reached, and what the engine has that may have been meant.</summary>
internal static class MissingBase
{
    private const int Shown = 5;

    /// <param name="image">The base, as the Dockerfile names it.</param>
    /// <param name="words">The engine's message.</param>
    /// <param name="images">The engine's images.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<string> ExplainAsync(string image, string words, IEngineImages images, CancellationToken cancellationToken) =>
        Explain(image, words, await NamesAsync(images, cancellationToken));

    /// <param name="image">The base, as the Dockerfile names it.</param>
    /// <param name="words">The engine's message.</param>
    /// <param name="names">The tagged images that the engine has.</param>
    internal static string Explain(string image, string words, IReadOnlyList<string> names)
    {
        var kind = Refusals.KindOf(words);
        if (kind == RefusalKind.NameUnreadable)
        {
            return "";
        }

        var wanted = ImageReference.Split(image);
        string[] parts =
        [
            kind == RefusalKind.RegistryUnreachable ? DiagnosticTexts.Format("Detail.RegistryUnreachable", wanted.Registry) : "",
            Alternatives(wanted, [.. names.Select(ImageReference.Split)]),
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static string Alternatives(ImageReference wanted, ImmutableArray<ImageReference> known)
    {
        if (known.Any(name => IsSame(name, wanted) && name.Tagged().Tag == wanted.Tagged().Tag))
        {
            return DiagnosticTexts.Format("Detail.BaseIsThere");
        }

        var tags = known.Where(name => IsSame(name, wanted)).ToList();
        if (tags.Count > 0)
        {
            return DiagnosticTexts.Format("Detail.BaseHasTags", List(tags));
        }

        // The same image under another registry, or in another of its folders.
        var elsewhere = known.Where(name => LastPart(name) == LastPart(wanted)).OrderByDescending(name => name.Tagged().Tag == wanted.Tagged().Tag).ToList();
        if (elsewhere.Count > 0)
        {
            return DiagnosticTexts.Format("Detail.BaseElsewhere", List(elsewhere));
        }

        var near = NearestName.Of(wanted.FamiliarName, [.. known.Select(name => name.FamiliarName)]);
        return near is null ? "" : DiagnosticTexts.Format("Detail.BaseNear", List(known.Where(name => name.FamiliarName == near)));
    }

    private static bool IsSame(ImageReference one, ImageReference other) => (one.Registry, one.Path) == (other.Registry, other.Path);

    private static string LastPart(ImageReference name) => name.Path[(name.Path.LastIndexOf('/') + 1)..];

    private static string List(IEnumerable<ImageReference> names) => string.Join(", ", names.Select(name => name.ToString()).Take(Shown));

    /// <summary>None if the engine is lost: the failure itself says so.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(IEngineImages images, CancellationToken cancellationToken)
    {
        try
        {
            return await images.NamesAsync(cancellationToken);
        }
        catch (HarpoonException)
        {
            return [];
        }
    }
}
