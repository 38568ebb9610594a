using Docker.DotNet.Models;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>A file or folder of a container, as the engine hands it out.</summary>
/// <param name="Tar">The tar. Every entry's name starts with the last part of the path that was asked for.</param>
/// <param name="LinkTarget">Where that path leads, in the container, if it is a symbolic link: the tar holds the link alone. Null if it is none.</param>
public sealed record ContainerArchive(Stream Tar, string? LinkTarget) : IAsyncDisposable
{
    /// <summary>Go's bit of a symbolic link (https://pkg.go.dev/io/fs#FileMode).</summary>
    private const uint SymbolicLink = 1 << 27;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Tar.DisposeAsync();

    internal static ContainerArchive Of(ContainerPathStatResponse stat, Stream tar) =>
        new(tar, (stat.Mode & SymbolicLink) != 0 ? stat.LinkTarget : null);
}
