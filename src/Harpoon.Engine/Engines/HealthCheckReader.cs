using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Engines;

/// <summary>Reads the <c>Healthcheck</c> of a container's configuration. Its times are in nanoseconds, and 0 where nothing was said.</summary>
internal static class HealthCheckReader
{
    public static HealthCheck? Read(JsonElement check)
    {
        if (check.ValueKind != JsonValueKind.Object || CommandOf(check) is not { } command)
        {
            return null;
        }

        var interval = Time(check, "Interval") is { Ticks: > 0 } written ? written : HealthCheck.DefaultInterval;
        var retries = Number(check, "Retries") is > 0 and var count ? count : HealthCheck.DefaultRetries;
        return new HealthCheck(command, Time(check, "StartPeriod") + (interval * retries), interval);
    }

    private static ImmutableArray<string>? CommandOf(JsonElement check)
    {
        if (!check.TryGetProperty("Test", out var test) || test.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        return test.EnumerateArray().Select(word => word.GetString() ?? "").ToImmutableArray() switch
        {
            ["CMD", .. var command] when !command.IsEmpty => command,
            ["CMD-SHELL", var line] => ["/bin/sh", "-c", line],
            _ => null,
        };
    }

    private static TimeSpan Time(JsonElement check, string name) => TimeSpan.FromTicks(Number(check, name) / TimeSpan.NanosecondsPerTick);

    private static long Number(JsonElement check, string name) =>
        check.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : 0;
}
