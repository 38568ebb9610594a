using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.Exports;

/// <summary>
/// Takes the file that a build exports. See <see href="https://github.com/moby/buildkit/blob/master/session/filesync/filesync.proto"/>. An exporter of a folder
/// (<c>local</c>) would send packets in place of bytes: a folder is asked for as a tar here.
/// </summary>
internal sealed class FileSendMethod(IExportTarget target) : IRpcMethod
{
    /// <summary>The name that it is called by.</summary>
    public const string Path = "/moby.filesync.v1.FileSend/DiffCopy";

    private const string MetadataPrefix = "exporter-md-";

    private int _calls;

    /// <inheritdoc/>
    public string Name => Path;

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _calls) > 1)
        {
            throw new RpcException(RpcStatus.AlreadyExists, "The build has one output, which was sent already.");
        }

        var metadata = call.Metadata.StartingWith(MetadataPrefix).ToDictionary(
            entry => entry.Key[MetadataPrefix.Length..], entry => entry.Value, StringComparer.Ordinal);
        await using var content = new MessageStream(call.ReadAsync, "The output of the build");
        await target.ReceiveAsync(content, metadata, cancellationToken);
    }
}
