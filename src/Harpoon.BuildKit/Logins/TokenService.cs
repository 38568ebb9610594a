using System.Buffers;
using System.Text;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Logins;

/// <summary>
/// Gives the daemon tokens of registries, in three steps: which key signs for them, a proof that the key is here, the token. See
/// <see href="https://github.com/moby/buildkit/blob/master/session/auth/auth.proto"/>.
/// </summary>
internal static class TokenService
{
    private const string Service = "/moby.filesync.v1.Auth/";

    /// <summary>The methods.</summary>
    public static IEnumerable<IRpcMethod> Of(IRegistryTokens tokens)
    {
        yield return new Method("GetTokenAuthority", async (request, token) =>
        {
            // This status makes the daemon request a user name and a password instead.
            _ = await tokens.FindAsync(Text(request, 1), token) ?? throw new RpcException(RpcStatus.Unavailable, "There is no token for this registry.");
            return tokens.PublicKey;
        });
        yield return new Method("VerifyTokenAuthority", (request, _) =>
        {
            // NaCl's form of a signed message: https://nacl.cr.yp.to/sign.html
            var payload = Bytes(request, 2);
            byte[] signed = [.. tokens.Sign(payload).Span, .. payload];
            return new(signed);
        });
        yield return new Method("FetchToken", async (request, token) =>
        {
            var found = await tokens.FindAsync(Text(request, 2), token) ?? throw new RpcException(RpcStatus.NotFound, "There is no token for this registry.");
            return Encoding.UTF8.GetBytes(found);
        });
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> request, int field)
    {
        byte[] value = [];
        var reader = new ProtoReader(request.Span);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                value = reader.ReadBytes().ToArray();
            }
        }

        return value;
    }

    private static string Text(ReadOnlyMemory<byte> request, int field) => Encoding.UTF8.GetString(Bytes(request, field));

    /// <summary>A method whose response has one field: the first.</summary>
    private sealed class Method(string name, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> answer) : UnaryMethod
    {
        public override string Name => Service + name;

        protected override async ValueTask<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
        {
            var response = new ArrayBufferWriter<byte>();
            new ProtoWriter(response).Write(1, (await answer(request, cancellationToken)).Span);
            return response.WrittenMemory;
        }
    }
}
