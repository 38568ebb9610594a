using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Archives;

/// <summary><c>$(DockerArchiveFormat)</c>: how an image is saved.</summary>
public enum ArchiveFormat
{
    /// <summary>As the engine's own <c>docker save</c> writes it.</summary>
    Docker,

    /// <summary>An OCI layout, which <c>docker save</c> of Docker 25 and newer is as well.</summary>
    Oci,
}

/// <summary>Reads <c>$(DockerArchiveFormat)</c>.</summary>
public static class ArchiveFormats
{
    /// <summary>Reads the property; empty is <see cref="ArchiveFormat.Docker"/>.</summary>
    /// <exception cref="HarpoonException">HRP3149: it names no format.</exception>
    public static ArchiveFormat Parse(string? text) => (text ?? "").Trim().ToUpperInvariant() switch
    {
        "" or "DOCKER" => ArchiveFormat.Docker,
        "OCI" => ArchiveFormat.Oci,
        _ => throw new HarpoonException(Diagnostic.Of("HRP3149", text)),
    };
}
