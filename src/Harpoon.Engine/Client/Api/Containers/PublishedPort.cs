namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>A port of a running container, and where its host listens for it.</summary>
/// <param name="ContainerPort">The port in the container.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="HostIp">The address that the host listens at: <c>0.0.0.0</c> or <c>::</c> for all.</param>
/// <param name="HostPort">The host's port.</param>
public sealed record PublishedPort(int ContainerPort, string Protocol, string HostIp, int HostPort);
