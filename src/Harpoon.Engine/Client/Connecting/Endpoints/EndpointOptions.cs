namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>What a project says about the engine to use; null if it says nothing.</summary>
/// <param name="Host"><c>$(DockerHost)</c>.</param>
/// <param name="Context"><c>$(DockerContext)</c>.</param>
/// <param name="TlsVerify"><c>$(DockerTlsVerify)</c>.</param>
/// <param name="CertPath"><c>$(DockerCertPath)</c>.</param>
/// <param name="Timeout">How long one answer of the engine may take; <c>$(DockerTimeout)</c>.</param>
public sealed record EndpointOptions(
    string? Host = null,
    string? Context = null,
    bool? TlsVerify = null,
    string? CertPath = null,
    TimeSpan? Timeout = null);
