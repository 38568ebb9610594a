using System.Collections.Concurrent;
using System.Text;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.Distribution;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Registries.Distribution;

/// <summary>Registries that do what a real one does not.</summary>
public sealed class RegistryConnectionTests
{
    private const string Secret = "secret-Zk4vQ9xTb7";
    private const string Refusal = "HTTP/1.1 401 Unauthorized\r\nWww-Authenticate: Basic realm=\"r\"\r\nContent-Length: 0\r\n\r\n";

    private readonly ConcurrentQueue<string> _heads = [];
    private readonly RegistryCredential _login = new("fisher", Secret, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_login_is_sent_to_the_registry_and_not_to_where_it_redirects()
    {
        await using var store = new ScriptedServer((stream, token) => AnswerAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", token));
        await using var registry = new ScriptedServer((stream, token) => AnswerAsync(
            stream, head => IsLoggedIn(head) ? $"HTTP/1.1 307 Temporary Redirect\r\nLocation: http{store.Address[3..]}/blob\r\nContent-Length: 0\r\n\r\n" : Refusal, token));
        using var connection = Connect(registry);

        await using var blob = await new RepositoryBlobs(connection, "app", "pull").OpenAsync("sha256:0", Token);
        using var reader = new StreamReader(blob);

        Assert.Equal("ok", await reader.ReadToEndAsync(Token));
        Assert.Equal(2, _heads.Count(IsLoggedIn) + 1);
        Assert.False(IsLoggedIn(Assert.Single(_heads, head => head.StartsWith("GET /blob ", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_login_that_is_refused_is_sent_once()
    {
        await using var registry = new ScriptedServer((stream, token) => AnswerAsync(stream, Refusal, token));
        using var connection = Connect(registry);

        var error = await Assert.ThrowsAsync<RegistryCallException>(() => new Repository(connection, "app", "pull").GetAsync("1", Token));

        Assert.True(error.IsUnauthorized);
        Assert.Single(_heads, IsLoggedIn);
    }

    [Fact]
    public async Task A_token_service_without_TLS_on_another_host_gets_no_login()
    {
        await using var registry = new ScriptedServer((stream, token) => AnswerAsync(
            stream, "HTTP/1.1 401 Unauthorized\r\nWww-Authenticate: Bearer realm=\"http://auth.example.com/token\"\r\nContent-Length: 0\r\n\r\n", token));
        using var connection = Connect(registry);

        var error = await Assert.ThrowsAsync<RegistryCallException>(() => new Repository(connection, "app", "pull").GetAsync("1", Token));

        Assert.Contains("http://auth.example.com/token", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_heads, head => head.Contains("Authorization", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_manifest_that_has_another_digest_is_an_error()
    {
        var wanted = $"sha256:{new string('a', 64)}";
        await using var registry = new ScriptedServer((stream, token) => AnswerAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", token));
        using var connection = Connect(registry);

        var error = await Assert.ThrowsAsync<RegistryCallException>(() => new Repository(connection, "app", "pull").GetAsync(wanted, Token));

        Assert.Contains(Sha256.Of("{}"u8), error.Message, StringComparison.Ordinal);
        Assert.False(error.IsLost);
    }

    [Fact]
    public async Task The_digest_is_computed_where_the_registry_does_not_name_it()
    {
        await using var registry = new ScriptedServer((stream, token) => AnswerAsync(
            stream, head => $"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{(head.StartsWith("HEAD", StringComparison.Ordinal) ? "" : "{}")}", token));
        using var connection = Connect(registry);

        Assert.Equal(Sha256.Of("{}"u8), await new Repository(connection, "app", "pull").FindAsync("1", Token));
    }

    [Fact]
    public async Task A_response_that_ends_midway_is_a_failure_that_may_pass()
    {
        await using var registry = new ScriptedServer((stream, token) => AnswerAsync(
            stream, head => head.StartsWith("GET /v2/ ", StringComparison.Ordinal) ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", token));
        using var connection = Connect(registry);

        var error = await Assert.ThrowsAsync<RegistryCallException>(() => new Repository(connection, "app", "pull").GetAsync("1", Token));

        Assert.True(error.IsLost);
        Assert.Equal(RegistryAccess.Pull, error.Access);
    }

    [Fact]
    public async Task A_source_that_breaks_while_it_is_sent_is_not_a_fault_of_where_it_goes()
    {
        await using var source = new ScriptedServer((stream, token) => AnswerAsync(
            stream, head => head.StartsWith("GET /v2/ ", StringComparison.Ordinal) ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", token));
        await using var target = new ScriptedServer(async (stream, token) =>
        {
            var head = await ScriptedServer.ReadHeadAsync(stream, token);
            if (head.StartsWith("PUT ", StringComparison.Ordinal))
            {
                // It waits for the rest.
                await stream.CopyToAsync(Stream.Null, token);
            }
            else
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token);
            }
        });
        using var reading = Connect(source);
        using var writing = new RegistryConnection(target.Address["tcp://".Length..], RegistryAccess.Push, _login, _ => Task.FromResult(false));
        var blobs = new RepositoryBlobs(reading, "app", "pull");

        var error = await Assert.ThrowsAsync<RegistryCallException>(() => new RepositoryBlobs(writing, "app", "pull,push").SendAsync(
            "/v2/app/blobs/uploads/1", new Descriptor("x", "sha256:0", 9), token => blobs.OpenAsync("sha256:0", token), _ => { }, Token));

        Assert.Equal(RegistryAccess.Pull, error.Access);
        Assert.True(error.IsLost);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"token\":1}")]
    [InlineData("{\"token\":\"\"}")]
    [InlineData("no JSON: secret-Zk4vQ9xTb7")]
    public void A_response_without_a_token_is_an_error_that_does_not_repeat_it(string answer)
    {
        var error = Assert.Throws<RegistryCallException>(() => RegistryToken.Of(Encoding.UTF8.GetBytes(answer), DateTimeOffset.UnixEpoch));

        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    private static bool IsLoggedIn(string head) => head.Contains("Authorization: Basic ", StringComparison.Ordinal);

    private RegistryConnection Connect(ScriptedServer registry) =>
        new(registry.Address["tcp://".Length..], RegistryAccess.Pull, _login, _ => Task.FromResult(false));

    private Task AnswerAsync(Stream stream, string answer, CancellationToken cancellationToken) => AnswerAsync(stream, _ => answer, cancellationToken);

    /// <summary>One answer a connection: .NET's client opens another for its next call.</summary>
    private async Task AnswerAsync(Stream stream, Func<string, string> answer, CancellationToken cancellationToken)
    {
        var head = await ScriptedServer.ReadHeadAsync(stream, cancellationToken);
        if (head.Length > 0)
        {
            _heads.Enqueue(head);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer(head).Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)), cancellationToken);
        }
    }
}
