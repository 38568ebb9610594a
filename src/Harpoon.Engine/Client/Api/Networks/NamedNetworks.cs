using System.Globalization;
using System.Text.Json;

namespace Harpoon.Engine.Client.Api.Networks;

/// <summary>Chooses among the networks that an engine says have a name, or one that holds it.</summary>
internal static class NamedNetworks
{
    /// <summary>The oldest with exactly this name, so that all who look choose the same; null where there is none.</summary>
    public static LabelledObject? Oldest(JsonElement list, string name)
    {
        (DateTimeOffset Created, LabelledObject Network)? oldest = null;
        foreach (var item in list.EnumerateArray())
        {
            var network = LabelledObjects.Of(item);
            var created = CreatedOf(item);
            if (network.Name == name && (oldest is not { } other || IsBefore((created, network.Id), (other.Created, other.Network.Id))))
            {
                oldest = (created, network);
            }
        }

        return oldest?.Network;
    }

    private static bool IsBefore((DateTimeOffset Created, string Id) one, (DateTimeOffset Created, string Id) other) =>
        one.Created < other.Created || one.Created == other.Created && string.CompareOrdinal(one.Id, other.Id) < 0;

    private static DateTimeOffset CreatedOf(JsonElement network) =>
        network.TryGetProperty("Created", out var created)
        && DateTimeOffset.TryParse(created.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : DateTimeOffset.MinValue;
}
