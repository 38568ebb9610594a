namespace Harpoon.Engine.Tests.Builds.References;

/// <summary>An image of a graph: two files, of which others copy one, a setting, and what it has of others.</summary>
/// <param name="index">Its place among the others.</param>
internal sealed class ImageNode(int index)
{
    /// <summary>Its place: those that it is on have smaller ones.</summary>
    public int Index => index;

    /// <summary>What others call it.</summary>
    public string Name => $"image-{index}";

    /// <summary>The image that it starts from; null for none.</summary>
    public int? From { get; init; }

    /// <summary>The images of which it copies a file.</summary>
    public IReadOnlyList<int> Copied { get; init; } = [];

    /// <summary>The image that a step of it mounts; null for none.</summary>
    public int? Mounted { get; init; }

    /// <summary>All images that it is on.</summary>
    public IReadOnlyList<int> References => [.. ((int?[])[From, Mounted]).OfType<int>().Concat(Copied).Distinct()];

    /// <summary>How often the file changed that others copy.</summary>
    public int Shared { get; set; }

    /// <summary>How often its own file changed.</summary>
    public int Own { get; set; }

    /// <summary>How often its setting changed.</summary>
    public int Setting { get; set; }

    /// <summary>Its files.</summary>
    /// <param name="salt">What no other test's images have.</param>
    public IEnumerable<(string Path, string Text)> Files(string salt) =>
        [($"shared-{index}", $"{salt} shared {index} {Shared}\n"), ($"own-{index}", $"{salt} own {index} {Own}\n")];

    /// <summary>Its Dockerfile.</summary>
    /// <param name="nameOf">What it calls another image.</param>
    public IEnumerable<string> Lines(Func<int, string> nameOf) =>
    [
        $"FROM {(Mounted is not null ? Infrastructure.TestImages.Base : From is { } from ? nameOf(from) : "scratch")}",
        $"ENV SETTING_{index}={Setting}",
        $"COPY shared-{index} own-{index} /",
        .. Copied.Select(copied => $"COPY --from={nameOf(copied)} /shared-{copied} /{index}-has-{copied}"),
        .. Mounted is { } mounted ? [$"RUN --mount=type=bind,from={nameOf(mounted)},source=/shared-{mounted},target=/in cp /in /{index}-mounted-{mounted}"] : (string[])[],
    ];
}
