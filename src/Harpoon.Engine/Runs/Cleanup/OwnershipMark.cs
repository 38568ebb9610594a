using System.Security.Cryptography;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>
/// The value of the label <c>harpoon.session</c>: which process made the object that carries it, and which object that is. A label alone proves nothing, since an
/// image that is committed of a container carries its labels, and so does each container that is made of that image.
/// </summary>
/// <param name="Process">The process.</param>
/// <param name="Nonce">What distinguishes it from all others that this process made.</param>
/// <param name="Image">The id of the image that a container was made of, where that was known: no image can carry its own. Else empty.</param>
/// <param name="Name">The object's name.</param>
internal sealed record OwnershipMark(BuildProcessIdentity Process, string Nonce, string Image, string Name)
{
    private const int NonceBytes = 8;
    private const int Parts = 6;

    /// <summary>The mark of something that this process makes now.</summary>
    public static OwnershipMark Of(BuildProcessIdentity process, string name, string? imageId = null) =>
        new(process, NewNonce(), Digits(imageId ?? ""), name);

    /// <summary>Reads a label; null if it is none of these, as older versions' are.</summary>
    public static OwnershipMark? Parse(string? label) =>
        label?.Split('.', Parts) is [var place, var pid, var start, { Length: > 0 } nonce, var image, { Length: > 0 } name]
        && BuildProcessIdentity.Parse($"{place}.{pid}.{start}") is { } process
            ? new OwnershipMark(process, nonce, image, name)
            : null;

    /// <summary>Reads the mark of an object; null if it has none.</summary>
    public static OwnershipMark? Of(LabelledObject candidate) => Parse(candidate.Labels.GetValueOrDefault(HarpoonLabels.Session));

    /// <summary>The container that is asked for, with a name and a mark of its own. One that no process makes stays as it is.</summary>
    public static ContainerSpec Put(ContainerSpec spec)
    {
        if (BuildProcessIdentity.Parse(spec.Labels.GetValueOrDefault(HarpoonLabels.Session)) is not { } process)
        {
            return spec;
        }

        var name = spec.Name ?? $"harpoon-{NewNonce()}";
        var mark = Of(process, spec.LastingName ?? name, ImageIds.IsWhole(spec.Image) ? spec.Image : null);
        return spec with
        {
            Name = name,
            Labels = new Dictionary<string, string>(spec.Labels, StringComparer.Ordinal) { [HarpoonLabels.Session] = mark.ToString() },
        };
    }

    /// <summary>Whether an image's id is the one of the mark; an engine may leave out the name of its algorithm.</summary>
    public bool IsOfImage(string id) => Image.Length > 0 && Digits(id) == Image;

    public override string ToString() => $"{Process}.{Nonce}.{Image}.{Name}";

    private static string NewNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));

    private static string Digits(string id) => id.Split(':')[^1];
}
