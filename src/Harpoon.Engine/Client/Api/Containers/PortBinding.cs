namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>A port of a container that its host is to listen at.</summary>
/// <param name="ContainerPort">The port in the container.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
public sealed record PortBinding(int ContainerPort, string Protocol = "tcp")
{
    /// <summary>The address of the host to listen at; null for all.</summary>
    public string? HostIp { get; init; }

    /// <summary>The host's port, or a range (<c>8000-8010</c>) of which the engine takes one that is free; null for any.</summary>
    public string? HostPort { get; init; }

    /// <summary>The item that asks for it; null if none does.</summary>
    public Diagnostics.ItemReference? Item { get; init; }

    /// <summary>The container's port as the engine names it: <c>80/tcp</c>.</summary>
    public string Key => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ContainerPort}/{Protocol}");
}
