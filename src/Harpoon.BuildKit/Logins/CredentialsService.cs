using System.Buffers;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Logins;

/// <summary>
/// Gives the daemon the credentials to log in to a registry, which fetches its tokens itself. It asks for one of <see cref="IRegistryTokens"/> first.
/// </summary>
internal sealed class CredentialsService(IRegistryLogins logins) : UnaryMethod
{
    private const int RequestHost = 1;
    private const int ResponseUserName = 1;
    private const int ResponseSecret = 2;

    /// <inheritdoc/>
    public override string Name => "/moby.filesync.v1.Auth/Credentials";

    /// <inheritdoc/>
    protected override async ValueTask<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var response = new ArrayBufferWriter<byte>();
        if (await logins.FindAsync(ReadHost(request.Span), cancellationToken) is { } login)
        {
            var writer = new ProtoWriter(response);
            writer.Write(ResponseUserName, login.UserName);
            writer.Write(ResponseSecret, login.Secret);
        }

        return response.WrittenMemory;
    }

    private static string ReadHost(ReadOnlySpan<byte> request)
    {
        var reader = new ProtoReader(request);
        var host = "";
        while (reader.Next())
        {
            if (reader.Field == RequestHost)
            {
                host = reader.ReadText();
            }
        }

        return host;
    }
}
