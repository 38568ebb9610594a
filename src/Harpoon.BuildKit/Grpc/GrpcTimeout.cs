using System.Globalization;

namespace Harpoon.BuildKit.Grpc;

/// <summary>How long a caller waits: digits and a unit, <c>15S</c>, <c>100m</c>.</summary>
internal static class GrpcTimeout
{
    private const int MostDigits = 8;

    /// <summary>Reads it; null if there is none, or none that can be read or waited for.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is not { Length: >= 2 and <= MostDigits + 1 }
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var time = text[^1] switch
        {
            'H' => TimeSpan.FromHours(count),
            'M' => TimeSpan.FromMinutes(count),
            'S' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMilliseconds(count),
            'u' => TimeSpan.FromMicroseconds(count),
            'n' => TimeSpan.FromMicroseconds(count / 1000.0),
            _ => (TimeSpan?)null,
        };
        return time <= TimeSpan.FromDays(1) ? time : null;
    }
}
