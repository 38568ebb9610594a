using System.Text.Json;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>Reads the <c>Healthcheck</c> of a container's configuration. Its times are in nanoseconds, and 0 where nothing was said.</summary>
/// <seealso href="https://docs.docker.com/reference/dockerfile/#healthcheck"/>
internal static class HealthCheckReader
{
    private const int DefaultRetries = 3;
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long a check may fail from the container's start on until the container counts as unhealthy; null if there is none.</summary>
    public static TimeSpan? GraceOf(JsonElement check)
    {
        if (check.ValueKind != JsonValueKind.Object
            || !check.TryGetProperty("Test", out var test)
            || test.ValueKind != JsonValueKind.Array
            || test.GetArrayLength() == 0
            || test[0].GetString() is null or "" or "NONE")
        {
            return null;
        }

        var interval = Number(check, "Interval") is > 0 and var time ? Time(time) : DefaultInterval;
        var retries = Number(check, "Retries") is > 0 and var count ? count : DefaultRetries;
        return Time(Number(check, "StartPeriod")) + (interval * retries);
    }

    private static TimeSpan Time(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    private static long Number(JsonElement check, string name) =>
        check.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : 0;
}
