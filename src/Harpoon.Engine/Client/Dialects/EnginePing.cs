namespace Harpoon.Engine.Client.Dialects;

/// <summary>The headers of <c>GET /_ping</c>.</summary>
/// <param name="ApiVersion">The newest API version that the engine speaks.</param>
/// <param name="BuilderVersion">"2" if BuildKit is the engine's default builder.</param>
/// <param name="OperatingSystem">"linux" or "windows".</param>
/// <param name="IsPodman">Whether it is Podman, which answers with <c>Libpod-</c> headers. What it does otherwise is in <see cref="EngineCapabilities"/>.</param>
public sealed record EnginePing(Version ApiVersion, string? BuilderVersion, string OperatingSystem, bool IsPodman)
{
    /// <summary>The version of Buildah, which is Podman's builder; null if there is none.</summary>
    public Version? BuildahVersion { get; init; }
}
