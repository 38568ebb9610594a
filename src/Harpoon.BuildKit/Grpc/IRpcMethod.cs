namespace Harpoon.BuildKit.Grpc;

/// <summary>A method that the daemon may call.</summary>
internal interface IRpcMethod
{
    /// <summary>Its full name: <c>/package.Service/Method</c>.</summary>
    string Name { get; }

    /// <summary>Answers one call; returning ends it with Ok.</summary>
    /// <exception cref="RpcException">It ends with another status.</exception>
    Task HandleAsync(IRpcCall call, CancellationToken cancellationToken);
}
