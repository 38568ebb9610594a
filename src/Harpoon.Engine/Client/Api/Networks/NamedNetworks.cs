using System.Text.Json;
using Docker.DotNet.Models;

namespace Harpoon.Engine.Client.Api.Networks;

/// <summary>Chooses among the networks that an engine says have a name, or one that holds it.</summary>
internal static class NamedNetworks
{
    /// <summary>The oldest with exactly this name, so that all who look choose the same; null if there is none.</summary>
    public static LabelledObject? Oldest(IEnumerable<NetworkResponse> networks, string name) => networks
        .Select(network => (Network: Of(network), Created: network.Created.ToUniversalTime()))
        .Where(found => found.Network.Name == name)
        .OrderBy(found => found.Created)
        .ThenBy(found => found.Network.Id, StringComparer.Ordinal)
        .Select(found => found.Network)
        .FirstOrDefault();

    /// <exception cref="JsonException">It has no id.</exception>
    public static LabelledObject Of(NetworkResponse? network)
    {
        var id = AnswerFields.Id(network?.ID);
        var labels = (network!.Labels ?? new Dictionary<string, string>()).ToDictionary(label => label.Key, label => label.Value ?? "", StringComparer.Ordinal);
        return new LabelledObject(id, network.Name is { Length: > 0 } name ? name : id, labels);
    }
}
