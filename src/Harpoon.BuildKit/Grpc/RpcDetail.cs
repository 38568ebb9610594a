namespace Harpoon.BuildKit.Grpc;

/// <summary>What the status of a call holds beside its message: <c>google.protobuf.Any</c>.</summary>
/// <param name="Type">The name of its type; BuildKit's end with <c>+json</c> where the value is JSON.</param>
/// <param name="Value">The value.</param>
public sealed record RpcDetail(string Type, ReadOnlyMemory<byte> Value);
