using System.Text.Json;
using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>A file or folder of a container, as the engine hands it out.</summary>
/// <param name="Tar">The tar. Every entry's name starts with the last part of the path that was asked for.</param>
/// <param name="LinkTarget">Where that path leads, in the container, if it is a symbolic link: the tar holds the link alone. Null where it is none.</param>
public sealed record ContainerArchive(Stream Tar, string? LinkTarget) : IAsyncDisposable
{
    // https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerArchive
    private const string StatHeader = "X-Docker-Container-Path-Stat";

    /// <summary>Go's bit of a symbolic link (https://pkg.go.dev/io/fs#FileMode).</summary>
    private const uint SymbolicLink = 1 << 27;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Tar.DisposeAsync();

    internal static ContainerArchive Of(EngineHttpAnswer head, Stream tar) =>
        new(tar, head.Header(StatHeader) is { } stat ? LinkTargetIn(stat) : null);

    private static string? LinkTargetIn(string stat)
    {
        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(stat));
            return (json.RootElement.GetProperty("mode").GetUInt32() & SymbolicLink) != 0
                ? json.RootElement.GetProperty("linkTarget").GetString()
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Only whether it is a link is asked for: the tar shows the rest.
            return null;
        }
    }
}
