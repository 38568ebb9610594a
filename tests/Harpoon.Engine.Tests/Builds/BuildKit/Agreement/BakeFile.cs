using System.Text.Json.Nodes;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Agreement;

/// <summary>The cases as one file for <c>docker buildx bake</c>, which builds all of them in one process. See <see href="https://docs.docker.com/build/bake/reference/"/>.</summary>
internal static class BakeFile
{
    public static string Of(IReadOnlyCollection<AgreementCase> cases, AgreementPlace place) => new JsonObject
    {
        ["group"] = new JsonObject { ["default"] = new JsonObject { ["targets"] = List(cases.Select(one => one.Key)) } },
        ["target"] = new JsonObject(cases.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)Target(one, place)))),
    }.ToJsonString();

    private static JsonObject Target(AgreementCase one, AgreementPlace place)
    {
        var target = new JsonObject
        {
            ["context"] = place.Context,
            ["dockerfile"] = place.Dockerfile(one),
            ["tags"] = List([$"{place.ImageOf(one)}:latest"]),
            ["output"] = List([$"{one.Output},dest={place.Result(AgreementPlace.Theirs, one)}"]),
            ["no-cache"] = one.IsFresh,
            ["args"] = Map(one.Arguments),
            ["labels"] = Map([.. one.Pairs("label"), ("harpoon.project", place.Name)]),
            ["contexts"] = Map(one.Pairs("context").Select(context => (context.Name, place.Source(context.Value)))),
            ["extra-hosts"] = Map(one.Pairs("host")),
            ["platforms"] = List(one.Platforms),
            ["ulimits"] = List(one.Values("ulimit")),
            ["entitlements"] = List(one.Values("allow")),
            ["annotations"] = List(one.Values("annotation")),
            ["secret"] = List([$"id=token,src={place.SecretFile}"]),
            ["ssh"] = List([$"default={place.KeyFile}"]),
        };
        Add(target, "target", one["target"]);
        Add(target, "network", one["network"]);
        Add(target, "shm-size", one["shm"]);
        if (one["provenance"] is { } mode)
        {
            target["attest"] = List([$"type=provenance,mode={mode}"]);
        }

        return target;
    }

    private static void Add(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }

    private static JsonArray List(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(Escaped(value)))];

    private static JsonObject Map(IEnumerable<(string Name, string Value)> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)Escaped(pair.Value))));

    /// <summary>Values are templates.</summary>
    private static string Escaped(string value) => value.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
}
