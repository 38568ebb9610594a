namespace Harpoon.Engine.Client.Calls;

/// <summary>The headers of <c>GET /_ping</c>.</summary>
/// <param name="ApiVersion">The newest API version that the engine speaks.</param>
/// <param name="BuilderVersion">"2" where BuildKit is the engine's default builder.</param>
/// <param name="OperatingSystem">"linux" or "windows".</param>
/// <param name="IsPodman">Whether it is Podman, which answers with <c>Libpod-</c> headers.</param>
public sealed record EnginePing(Version ApiVersion, string? BuilderVersion, string OperatingSystem, bool IsPodman)
{
    /// <summary>The version of Buildah, which is Podman's builder; null where there is none.</summary>
    public Version? BuildahVersion { get; init; }
}
