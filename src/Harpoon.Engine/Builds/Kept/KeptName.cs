using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Kept;

/// <summary>The name of what is kept of a failed build: that of the image that was to be built, in a place of its own, where no push goes.</summary>
internal static class KeptName
{
    /// <summary>What these names start with.</summary>
    public const string Prefix = "harpoon-failed/";

    /// <summary>Podman takes <c>app</c> for any image whose path ends in <c>/app</c>, and would give this name to the next image of the project.</summary>
    private const string Ending = ".stage";

    private const string Official = "library/";

    public static ImageReference Of(ImageBuildRequest request)
    {
        var image = ImageReference.Split(request.Name);
        var path = image.Path.StartsWith(Official, StringComparison.Ordinal) ? image.Path[Official.Length..] : image.Path;
        return new ImageReference($"{Prefix}{path}{Ending}", image.Tag ?? ImageReference.DefaultTag);
    }
}
