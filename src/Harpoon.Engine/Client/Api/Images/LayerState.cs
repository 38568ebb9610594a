using Harpoon.Engine.Client.Calls.Live;

namespace Harpoon.Engine.Client.Api.Images;

/// <summary>How far a layer is that an engine pulls or pushes.</summary>
/// <param name="Status">What the engine said of it last.</param>
/// <param name="Done">How many bytes are through.</param>
/// <param name="Total">How many there are; null if unknown.</param>
internal sealed record LayerState(string Status, long Done, long? Total)
{
    private static readonly string[] Endings = ["Pull complete", "Already exists", "Pushed", "Layer already exists", "Mounted from"];

    /// <summary>What is on the way to that; it is counted, and is no news.</summary>
    private static readonly string[] Passing =
        ["Pulling fs layer", "Waiting", "Downloading", "Verifying Checksum", "Download complete", "Extracting", "Preparing", "Pushing"];

    /// <summary>Whether nothing more is to be done for it.</summary>
    public bool IsOver => StartsWithOne(Endings, Status);

    /// <summary>Whether the number of its bytes is known, or it has none.</summary>
    public bool IsCounted => Total is not null || IsOver;

    /// <summary>Whether the engine speaks of a layer by this status; it calls a tag by an id too.</summary>
    public static bool IsOfLayer(string status) => IsPassing(status) || StartsWithOne(Endings, status);

    /// <summary>Whether a status says only that work goes on.</summary>
    public static bool IsPassing(string status) => StartsWithOne(Passing, status);

    /// <summary>What becomes of it by another message.</summary>
    public LayerState With(EngineMessage message)
    {
        var status = message.Status!;

        // Extracting is counted again from the start; by then all bytes are here.
        var isMoving = status.StartsWith("Downloading", StringComparison.Ordinal) || status.StartsWith("Pushing", StringComparison.Ordinal);
        var total = isMoving && message.Total is > 0 ? message.Total : Total;
        var done = isMoving ? message.Current ?? Done : status == "Pulling fs layer" ? 0 : total ?? Done;
        return new LayerState(status, total is { } most ? Math.Min(done, most) : done, total);
    }

    private static bool StartsWithOne(string[] beginnings, string status) =>
        Array.Exists(beginnings, beginning => status.StartsWith(beginning, StringComparison.Ordinal));
}
