using Harpoon.BuildKit;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Logins;
using Harpoon.BuildKit.Services;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;
using static Harpoon.Fuzz.Targets.ProtoPart;

namespace Harpoon.Fuzz.Targets;

/// <summary>What an engine asks its client for by one message each: logins, tokens, secrets.</summary>
internal sealed class RequestsTarget : IFuzzTarget
{
    private static readonly Everything Source = new();

    private static readonly IRpcMethod[] Methods = [new CredentialsService(Source), new SecretsService(Source), .. TokenService.Of(Source)];

    public string Name => "requests";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [RawClient.Message([.. Of(1, "registry.example.com"u8), .. Of(2, "service"u8)])],
        [RawClient.Message([.. Of(1, "id"u8), .. Of(2, "registry.example.com"u8), .. Of(3, "realm"u8), .. Of(4, "service"u8), .. Of(5, "repository:a:pull"u8)])],
    ];

    public async Task RunAsync(byte[] input)
    {
        foreach (var method in Methods)
        {
            await method.HandleAsync(new InputCall(input, answer => Assert.InRange(answer.Length, 0, input.Length + 200)), CancellationToken.None);
        }
    }

    public bool Allows(Exception exception) => exception is BuildKitException or RpcException;

    public byte[] Seal(byte[] part) => GrpcTarget.SealMessage(part);

    /// <summary>Has all that is asked for.</summary>
    private sealed class Everything : IRegistryLogins, IRegistryTokens, ISecretSource
    {
        public ReadOnlyMemory<byte> PublicKey { get; } = new byte[32];

        public ReadOnlyMemory<byte> Sign(ReadOnlySpan<byte> message) => new byte[64];

        ValueTask<RegistryLogin?> IRegistryLogins.FindAsync(string host, CancellationToken cancellationToken) => new(new RegistryLogin("user", "password"));

        ValueTask<string?> IRegistryTokens.FindAsync(string host, CancellationToken cancellationToken) => new("token");

        ValueTask<ReadOnlyMemory<byte>?> ISecretSource.FindAsync(string id, CancellationToken cancellationToken) => new(new byte[8]);
    }
}
