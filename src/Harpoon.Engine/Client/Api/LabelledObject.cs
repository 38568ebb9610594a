namespace Harpoon.Engine.Client.Api;

/// <summary>A container or a network, as a list of them shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, without the slash that the engine puts before a container's.</param>
/// <param name="Labels">Its labels.</param>
public sealed record LabelledObject(string Id, string Name, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>The id of the image that a container was made of; empty for a network.</summary>
    public string ImageId { get; init; } = "";
}
