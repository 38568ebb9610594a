using System.Globalization;
using System.Text.Json.Nodes;

namespace Harpoon.Engine.Builds.Steps;

/// <summary>The options of steps as parameters of <c>POST /build</c>.</summary>
internal static class StepQuery
{
    /// <summary>As Docker reads them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(StepOptions steps) =>
    [
        .. steps.ExtraHosts.Select(host => new KeyValuePair<string, string>("extrahosts", host)),
        .. ShmSizeOf(steps),
        .. ListOf("ulimits", steps.Ulimits.Select(limit => new JsonObject { ["Name"] = limit.Name, ["Soft"] = limit.Soft, ["Hard"] = limit.Hard })),
    ];

    /// <summary>As Podman reads them: what repeats or is an object elsewhere is a list of texts.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfPodman(StepOptions steps) =>
    [
        .. ListOf("extrahosts", steps.ExtraHosts.Select(host => JsonValue.Create(host))),
        .. ShmSizeOf(steps),
        .. ListOf("ulimits", steps.Ulimits.Select(limit => JsonValue.Create(limit.ToString()))),
    ];

    private static IEnumerable<KeyValuePair<string, string>> ShmSizeOf(StepOptions steps) =>
        steps.ShmSize is { } size ? [new("shmsize", size.ToString(CultureInfo.InvariantCulture))] : [];

    private static IEnumerable<KeyValuePair<string, string>> ListOf(string name, IEnumerable<JsonNode> values) =>
        new JsonArray([.. values]) is { Count: > 0 } list ? [new(name, list.ToJsonString())] : [];
}
