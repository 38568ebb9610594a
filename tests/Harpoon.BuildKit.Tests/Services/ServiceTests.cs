using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Logins;
using Harpoon.BuildKit.Services;
using Harpoon.BuildKit.Tests.Infrastructure;
using static Harpoon.BuildKit.Tests.Tracing.TraceDecoderTests;

namespace Harpoon.BuildKit.Tests.Services;

public sealed class ServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_given_by_its_id() => Assert.Equal(
        Message(answer => answer.Write(1, "hush")), await CallAsync(new SecretsService(new FixedSecrets("token", "hush")), Message(ask => ask.Write(1, "token"))));

    [Fact]
    public async Task An_unknown_secret_is_not_found() => Assert.Equal(
        RpcStatus.NotFound,
        (await Assert.ThrowsAsync<RpcException>(() => CallAsync(new SecretsService(new FixedSecrets("token", "hush")), Message(ask => ask.Write(1, "other"))))).Status);

    [Fact]
    public async Task A_secret_that_the_daemon_would_refuse_is_not_sent()
    {
        var large = new FixedSecrets("large", new string('x', (500 << 10) + 1));
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(new SecretsService(large), Message(ask => ask.Write(1, "large"))));
        Assert.Contains("512000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_is_given_to_its_registry_alone()
    {
        var service = new CredentialsService(new OneLogin());
        Assert.Equal(
            Message(answer =>
            {
                answer.Write(1, "me");
                answer.Write(2, "hush");
            }),
            await CallAsync(service, Message(ask => ask.Write(1, "registry.example.com"))));
        Assert.Empty(await CallAsync(service, Message(ask => ask.Write(1, "elsewhere.example.com"))));
    }

    [Fact]
    public void A_login_does_not_show_its_secret() => Assert.DoesNotContain("hush", $"{new RegistryLogin("me", "hush")}", StringComparison.Ordinal);

    [Fact]
    public async Task A_malformed_request_is_an_error() => Assert.Equal(
        BuildKitFailure.MalformedMessage,
        (await Assert.ThrowsAsync<BuildKitException>(() => CallAsync(new SecretsService(new FixedSecrets("", "")), [0x0A]))).Failure);

    internal static async Task<byte[]> CallAsync(IRpcMethod method, byte[] request)
    {
        var call = new FakeCall();
        call.Send(request);
        call.End();
        await method.HandleAsync(call, Token);
        return await call.Replies.ReadAsync(Token);
    }

    private sealed class OneLogin : IRegistryLogins
    {
        public ValueTask<RegistryLogin?> FindAsync(string host, CancellationToken cancellationToken) =>
            new(host == "registry.example.com" ? new RegistryLogin("me", "hush") : null);
    }
}
