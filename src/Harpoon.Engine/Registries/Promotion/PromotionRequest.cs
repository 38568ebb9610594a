using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Registries.Promotion;

/// <summary>An image in a registry that gets more names.</summary>
/// <param name="From">What it is, by its digest.</param>
/// <param name="Names">The names that it gets.</param>
/// <param name="Credentials">What the project names for these registries.</param>
public sealed record PromotionRequest(ImageReference From, ImmutableArray<ImageReference> Names, ImmutableArray<CredentialSource> Credentials)
{
    /// <summary>Reads what is to be promoted.</summary>
    /// <param name="text">As it was written.</param>
    /// <exception cref="HarpoonException">HRP5030: there is none; HRP5031: it has no digest; HRP3001: it is no reference.</exception>
    public static ImageReference ParseFrom(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new HarpoonException(Diagnostic.Of("HRP5030"));
        }

        var reference = ImageReference.Parse(text.Trim());
        return reference.Digest is null ? throw new HarpoonException(Diagnostic.Of("HRP5031", reference, reference.Name)) : reference;
    }
}
