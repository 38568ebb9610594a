using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.Content;

/// <summary>The folders of content that a session offers, by the ids that the engine names.</summary>
internal sealed class ContentStores(IReadOnlyDictionary<string, ContentFolder> folders)
{
    /// <summary>The service that they are offered by. See <see href="https://github.com/containerd/containerd/blob/main/api/services/content/v1/content.proto"/>.</summary>
    public const string Service = "/containerd.services.content.v1.Content/";

    private const string IdHeader = "buildkit-attachable-store-id";

    /// <summary>The folder that a call is about.</summary>
    /// <exception cref="RpcException">There is no such folder.</exception>
    public ContentFolder Of(IRpcCall call)
    {
        var id = call.Metadata.First(IdHeader) ?? throw new RpcException(RpcStatus.InvalidArgument, $"the call has no {IdHeader}");
        return folders.GetValueOrDefault(id) ?? throw new RpcException(RpcStatus.NotFound, $"unknown store {id}");
    }

    /// <summary>The file of a content.</summary>
    /// <exception cref="RpcException">It is not there.</exception>
    public static FileInfo Find(ContentFolder folder, string digest) =>
        folder.Find(digest)
        ?? throw (ContentDigest.IsValid(digest)
            ? new RpcException(RpcStatus.NotFound, $"content {digest} not found")
            : new RpcException(RpcStatus.InvalidArgument, $"\"{digest}\" is not a digest that is supported"));
}
