using System.Globalization;

namespace Harpoon.Engine.Services.Waits;

/// <summary>A web server answers a GET with a fitting status: <c>http:/health</c>, <c>http:8080/health 204</c>, <c>http:/ 200-499</c>.</summary>
/// <param name="Port">The port in the container; null for the first that the service names.</param>
/// <param name="Path">The path and query, from the first <c>/</c> on.</param>
public sealed record HttpWait(int? Port, string Path) : WaitCondition
{
    /// <summary>The lowest status that fits.</summary>
    public int LowestStatus { get; init; } = 200;

    /// <summary>The highest status that fits. A redirection fits unless told otherwise: it is not followed, and its sender is up.</summary>
    public int HighestStatus { get; init; } = 399;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"http:{Port}{Path} {LowestStatus}-{HighestStatus}");
}
