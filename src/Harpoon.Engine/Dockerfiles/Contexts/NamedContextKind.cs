namespace Harpoon.Engine.Dockerfiles.Contexts;

/// <summary>What a named context is.</summary>
public enum NamedContextKind
{
    /// <summary>A folder of this machine.</summary>
    Folder,

    /// <summary>An image, <c>docker-image://…</c>.</summary>
    Image,

    /// <summary>An image in a folder of the OCI layout, <c>oci-layout://…</c>.</summary>
    Layout,

    /// <summary>A git repository.</summary>
    Git,

    /// <summary>A file of the web.</summary>
    Web,

    /// <summary>An address that no builder takes for a context.</summary>
    Unknown,
}
