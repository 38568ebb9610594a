using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Runs.Options;

/// <summary>Reads devices as the docker CLI's <c>--device</c> does: <c>host[:container][:rwm]</c>.</summary>
public static class DeviceGrammar
{
    private const string Everything = "rwm";

    /// <summary>Reads one.</summary>
    /// <exception cref="HarpoonException">HRP4107: it is no device.</exception>
    public static DeviceMapping Parse(string text)
    {
        var mapping = text.Split(':') switch
        {
            [var host] => new DeviceMapping(host, host, Everything),
            [var host, var permissions] when ArePermissions(permissions) => new DeviceMapping(host, host, permissions),
            [var host, var container] => new DeviceMapping(host, container, Everything),
            [var host, var container, var permissions] when ArePermissions(permissions) => new DeviceMapping(host, container, permissions),
            _ => null,
        };
        return mapping is { PathOnHost: ['/', _, ..], PathInContainer: ['/', _, ..] }
            ? mapping
            : throw new HarpoonException(Diagnostic.Of("HRP4107", text));
    }

    private static bool ArePermissions(string text) =>
        text.Length is > 0 and <= 3 && text.All(letter => Everything.Contains(letter, StringComparison.Ordinal)) && text.Distinct().Count() == text.Length;
}

/// <summary>Reads GPUs as the docker CLI's <c>--gpus</c> does: <c>all</c>, a number, or fields between commas, with quotes around one that has commas itself.</summary>
/// <remarks>https://docs.docker.com/reference/cli/docker/container/run/#gpus</remarks>
public static class GpuGrammar
{
    private const int All = -1;

    /// <summary>Reads a request: <c>all</c>, <c>2</c>, <c>device=0</c>, <c>"device=0,2"</c>, <c>count=1,capabilities=utility</c>, <c>driver=nvidia</c>.</summary>
    /// <exception cref="HarpoonException">HRP4108: it is no such request.</exception>
    public static DeviceRequest Parse(string text)
    {
        var request = new DeviceRequest(["gpu"]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in QuotedFields.Split(text) ?? throw Wrong(text))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? ("count", field) : (field[..equals], field[(equals + 1)..]);
            request = seen.Add(key) ? With(text, request, key, value) : throw Wrong(text);
        }

        // 'device=0,1' is two fields without its quotes, and the second is a number of GPUs.
        return request is { Count: not 0, DeviceIds.IsEmpty: false } ? throw Wrong(text)
            : seen.Contains("count") || !request.DeviceIds.IsEmpty ? request
            : request with { Count = 1 };
    }

    private static DeviceRequest With(string text, DeviceRequest request, string key, string value) => key switch
    {
        "count" => request with { Count = Count(text, value) },
        "driver" => request with { Driver = value },
        "device" when value.Split(',') is var ids && !ids.Contains("") => request with { DeviceIds = [.. ids] },
        "capabilities" => request with { Capabilities = [.. value.Split(','), "gpu"] },
        "options" => request with { Options = Options(text, value) },
        _ => throw Wrong(text),
    };

    private static int Count(string text, string value) =>
        value == "all" ? All
        : int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count >= All ? count
        : throw Wrong(text);

    private static ImmutableDictionary<string, string> Options(string text, string value)
    {
        var options = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var option in QuotedFields.Split(value) ?? throw Wrong(text))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            options[equals < 0 ? option : option[..equals]] = equals < 0 ? "" : option[(equals + 1)..];
        }

        return options.ToImmutable();
    }

    private static HarpoonException Wrong(string text) => new(Diagnostic.Of("HRP4108", text));
}
