using System.Collections.Immutable;

namespace Harpoon.Engine.Builds.Outputs;

/// <summary>What a build writes on this machine in place of an image on the engine: <c>$(DockerBuildOutput)</c>.</summary>
/// <param name="Kind">What is written.</param>
/// <param name="Path">The full path of the folder or file.</param>
internal sealed record BuildOutput(OutputKind Kind, string Path)
{
    /// <summary>What the exporter is given besides, as the project writes it.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether it is an image, with names.</summary>
    public bool IsImage => Kind is OutputKind.Oci or OutputKind.Docker;

    /// <summary>The type as users write it.</summary>
    public string Type => Kind switch
    {
        OutputKind.Folder => "local",
        OutputKind.Tar => "tar",
        OutputKind.Oci => "oci",
        _ => "docker",
    };
}

/// <summary>The kinds of output. See <see href="https://docs.docker.com/build/exporters/"/>.</summary>
internal enum OutputKind
{
    /// <summary>The files of the result, in a folder.</summary>
    Folder,

    /// <summary>The files of the result, in a tar.</summary>
    Tar,

    /// <summary>An image in an archive of the OCI layout.</summary>
    Oci,

    /// <summary>An image in an archive as <c>docker save</c> writes it.</summary>
    Docker,
}
