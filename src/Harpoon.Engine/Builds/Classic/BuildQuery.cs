using System.Text;
using System.Text.Json;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Steps;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>A request as the query of <c>POST /build</c>
/// (<see href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image/operation/ImageBuild"/>).</summary>
internal static class BuildQuery
{
    /// <param name="request">What to build.</param>
    /// <param name="dockerfileName">The Dockerfile's path in the context.</param>
    /// <param name="builder">Parameters of one builder alone.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(
        ImageBuildRequest request, string dockerfileName, params ReadOnlySpan<KeyValuePair<string, string>> builder)
    {
        List<KeyValuePair<string, string>> query = [.. builder, new("dockerfile", dockerfileName)];
        foreach (var tag in request.Tags)
        {
            query.Add(new("t", tag));
        }

        AddText(query, "target", request.Target);
        AddText(query, "platform", request.Platform);
        AddText(query, "networkmode", request.Network);
        AddText(query, "pull", request.Pull ? "1" : null);
        AddText(query, "nocache", request.NoCache ? "1" : null);
        var arguments = ArgumentsOf(request);
        AddText(query, "buildargs", arguments.Count == 0 ? null : JsonObject(arguments));
        AddText(query, "labels", request.Labels.Count == 0 ? null : JsonObject(request.Labels!));
        query.AddRange(request.Builder.Engine.BuildsWithBuildah ? StepQuery.OfPodman(request.Steps) : StepQuery.Of(request.Steps));
        AddText(query, "cachefrom", request.CacheFrom.IsEmpty ? null : JsonArray(request.CacheFrom.Select(cache => cache.Name)));
        return query;
    }

    /// <summary>An argument without a value leaves the Dockerfile's default, if the engine does not take it for an empty one.</summary>
    private static IReadOnlyDictionary<string, string?> ArgumentsOf(ImageBuildRequest request) =>
        request.Builder.Engine.KeepsArgumentDefaults
            ? request.Arguments
            : request.Arguments.Where(argument => argument.Value is not null).ToDictionary(StringComparer.Ordinal);

    private static void AddText(List<KeyValuePair<string, string>> query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Add(new(name, value));
        }
    }

    private static string JsonObject(IEnumerable<KeyValuePair<string, string?>> pairs) => Json(writer =>
    {
        writer.WriteStartObject();

        // In one order, whatever the dictionary's: labels become a step, whose text the cache compares.
        foreach (var (name, value) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    });

    private static string JsonArray(IEnumerable<string> values) => Json(writer =>
    {
        writer.WriteStartArray();
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    });

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
