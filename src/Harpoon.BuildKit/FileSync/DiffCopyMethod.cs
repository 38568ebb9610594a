using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.FileSync;

/// <summary>Sends a folder, or what the daemon lacks of it. See <see href="https://github.com/moby/buildkit/blob/master/session/filesync/filesync.proto"/>.</summary>
/// <param name="folders">By the name that the daemon asks for: <c>context</c>, <c>dockerfile</c>.</param>
internal sealed class DiffCopyMethod(IReadOnlyDictionary<string, IFileTree> folders) : IRpcMethod
{
    /// <summary>The name that it is called by.</summary>
    public const string Path = "/moby.filesync.v1.FileSync/DiffCopy";

    /// <inheritdoc/>
    public string Name => Path;

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        var name = SyncMetadata.Values(call.Metadata, "dir-name").FirstOrDefault("");
        if (!folders.TryGetValue(name, out var tree))
        {
            throw new RpcException(RpcStatus.NotFound, $"no access allowed to dir \"{name}\"");
        }

        var filter = new TreeFilter(
            SyncMetadata.Values(call.Metadata, "include-patterns"),
            SyncMetadata.Values(call.Metadata, "exclude-patterns"),
            SyncMetadata.Values(call.Metadata, "followpaths"));
        using var sender = new DiffCopySender(tree, filter, call);
        await sender.RunAsync(cancellationToken);
    }
}
