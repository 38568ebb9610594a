using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Names for images.</summary>
internal static class Tagging
{
    public static Task TagAsync(this IEngineImages images, string image, ImageReference reference, CancellationToken cancellationToken) =>
        images.TagAsync(image, reference.Name, reference.Tagged().Tag!, cancellationToken);
}
