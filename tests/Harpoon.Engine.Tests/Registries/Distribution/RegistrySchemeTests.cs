using System.Net;
using Harpoon.Engine.Registries.Distribution;

namespace Harpoon.Engine.Tests.Registries.Distribution;

public sealed class RegistrySchemeTests
{
    private const string Remote = "registry.example.com";

    private static readonly RegistryCallException NoTls = new("no TLS") { Error = HttpRequestError.SecureConnectionError };
    private static readonly RegistryCallException Refused = new("connection refused") { Error = HttpRequestError.ConnectionError };
    private static readonly RegistryCallException Cut = new("cut off") { Error = HttpRequestError.ResponseEnded };

    [Theory]
    [InlineData("localhost:5000")]
    [InlineData("127.0.0.1:5000")]
    [InlineData("[::1]:5000")]
    public async Task A_registry_of_this_machine_is_called_without_TLS(string host) =>
        Assert.Equal($"http://{host}/v2/", await FindAsync(host, plain: null, secure: NoTls, isInsecure: false));

    [Fact]
    public async Task A_registry_of_this_machine_that_has_TLS_is_called_with_it()
    {
        Assert.Equal("https://localhost:5000/v2/", await FindAsync("localhost:5000", Cut, secure: null, isInsecure: false));
        Assert.Equal("https://localhost:5000/v2/", await FindAsync("localhost:5000", plain: null, secure: null, isInsecure: false, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_registry_elsewhere_is_called_with_TLS(bool isInsecure) =>
        Assert.Equal($"https://{Remote}/v2/", await FindAsync(Remote, plain: null, secure: null, isInsecure));

    [Fact]
    public async Task A_registry_elsewhere_without_TLS_is_called_only_where_the_engine_has_it_as_insecure()
    {
        Assert.Equal($"http://{Remote}/v2/", await FindAsync(Remote, plain: null, NoTls, isInsecure: true));
        Assert.Same(NoTls, await Assert.ThrowsAsync<RegistryCallException>(() => FindAsync(Remote, plain: null, NoTls, isInsecure: false)));
    }

    [Fact]
    public async Task A_registry_that_does_not_listen_is_no_reason_to_do_without_TLS() =>
        Assert.Same(Refused, await Assert.ThrowsAsync<RegistryCallException>(() => FindAsync(Remote, plain: null, Refused, isInsecure: true)));

    private static async Task<string> FindAsync(
        string host, RegistryCallException? plain, RegistryCallException? secure, bool isInsecure, HttpStatusCode status = HttpStatusCode.Unauthorized)
    {
        var root = await RegistryScheme.FindAsync(
            host,
            address => (address.Scheme == Uri.UriSchemeHttp ? plain : secure) is { } failure ? throw failure : Task.FromResult(status),
            () => Task.FromResult(isInsecure));
        return root.OriginalString;
    }
}
