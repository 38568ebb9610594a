using System.Buffers;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Services;

/// <summary>Hands secrets to the steps that mount them. See <see href="https://github.com/moby/buildkit/blob/master/session/secrets/secrets.proto"/>.</summary>
internal sealed class SecretsService(ISecretSource secrets) : UnaryMethod
{
    /// <summary>The daemon's own limit, in bytes.</summary>
    internal const int LargestSecret = 500 << 10;

    private const int RequestId = 1;
    private const int ResponseData = 1;

    /// <inheritdoc/>
    public override string Name => "/moby.buildkit.secrets.v1.Secrets/GetSecret";

    /// <inheritdoc/>
    protected override async ValueTask<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var id = ReadId(request.Span);
        var secret = await secrets.FindAsync(id, cancellationToken)
            ?? throw new RpcException(RpcStatus.NotFound, $"secret {id} not found");
        if (secret.Length > LargestSecret)
        {
            throw new RpcException(RpcStatus.InvalidArgument, $"secret {id} has {secret.Length} bytes, and {LargestSecret} are allowed");
        }

        var response = new ArrayBufferWriter<byte>();
        new ProtoWriter(response).Write(ResponseData, secret.Span);
        return response.WrittenMemory;
    }

    private static string ReadId(ReadOnlySpan<byte> request)
    {
        var reader = new ProtoReader(request);
        var id = "";
        while (reader.Next())
        {
            if (reader.Field == RequestId)
            {
                id = reader.ReadText();
            }
        }

        return id;
    }
}
