using System.Globalization;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Something listens on a TCP port: <c>port</c>, <c>port:5432</c>.</summary>
/// <param name="Port">The port in the container; null for each that the service names.</param>
public sealed record PortWait(int? Port) : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"port:{port}") : "port";
}
