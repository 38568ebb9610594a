using System.Net;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>
/// A registry, called with a login by the API of the OCI (<see href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md"/>). The login goes to the
/// registry and to who gives its tokens, and not to where either redirects to.
/// </summary>
internal sealed class RegistryConnection : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BodyLimit = TimeSpan.FromSeconds(60);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(10),
    });

    private readonly RegistryAuthorization _authorization;
    private readonly RegistryAccess _access;
    private readonly string _host;
    private readonly Func<CancellationToken, Task<bool>> _isInsecure;
    private Uri? _root;

    /// <param name="registry">As images name it.</param>
    /// <param name="access">What is to be done there.</param>
    /// <param name="credential">The login; null for none.</param>
    /// <param name="isInsecure">Whether a registry that doesn't speak TLS may be called without.</param>
    public RegistryConnection(string registry, RegistryAccess access, RegistryCredential? credential, Func<CancellationToken, Task<bool>> isInsecure)
    {
        (_host, _access, _isInsecure) = (registry is "docker.io" or "index.docker.io" ? "registry-1.docker.io" : registry, access, isInsecure);
        _authorization = new RegistryAuthorization(credential, _http.SendAsync, TimeProvider.System);
    }

    /// <summary>Makes a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The response, a refusal too.</returns>
    /// <exception cref="RegistryCallException">There was none, or no token could be had.</exception>
    public async Task<HttpResponseMessage> SendAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var root = await RootAsync(cancellationToken);
            return await RegistryFailure.TranslateAsync(limited => SendAsync(request, root, limited), request.Limit, cancellationToken);
        }
        catch (RegistryCallException e) when (e.Access == RegistryAccess.None)
        {
            throw e.For(_access);
        }
    }

    /// <summary>Makes a call, which has to succeed.</summary>
    /// <exception cref="RegistryCallException">It didn't.</exception>
    public async Task<HttpResponseMessage> SucceedAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var response = await SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await RefusalAsync(response, cancellationToken);
        }
    }

    /// <summary>Reads the body of a response.</summary>
    /// <exception cref="RegistryCallException">It can't be read to its end.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await RegistryFailure.TranslateAsync(limited => RegistryAnswer.ReadAsync(response, limited), BodyLimit, cancellationToken);
        }
        catch (RegistryCallException e)
        {
            throw e.For(_access);
        }
    }

    /// <summary>What a refusal says, as an exception to throw.</summary>
    public async Task<RegistryCallException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await RegistryFailure.TranslateAsync(limited => RegistryAnswer.RefusalAsync(response, limited), BodyLimit, cancellationToken)).For(_access);

    /// <summary>A response that is not what it has to be.</summary>
    public RegistryCallException Failure(string message, Exception? cause = null) => new(message, null, cause) { Access = _access };

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(RegistryRequest request, Uri root, CancellationToken cancellationToken)
    {
        var target = new Uri(root, request.Target);
        if (target.Scheme != root.Scheme && target.Scheme != Uri.UriSchemeHttps)
        {
            // The place for an upload is the registry's own word.
            throw Failure($"it named the address {target.GetLeftPart(UriPartial.Path)}, which is not encrypted");
        }

        var isRetried = false;
        for (var redirects = 0; ;)
        {
            var isOwn = target.GetLeftPart(UriPartial.Authority) == root.GetLeftPart(UriPartial.Authority);
            using var message = request.ToMessage(target);
            message.Headers.Authorization = isOwn ? await _authorization.ForAsync(root, request.Scope, cancellationToken) : null;
            var response = await _http.SendAsync(message, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Unauthorized && isOwn && !isRetried
                && _authorization.Learn(AuthChallenge.Of(response.Headers.WwwAuthenticate), request.Scope))
            {
                isRetried = true;
            }
            else if (RedirectOf(response, target) is { } next && redirects++ < MostRedirects)
            {
                target = next;
            }
            else
            {
                return response;
            }

            response.Dispose();
        }
    }

    /// <summary>Where the registry says that something is; null if it is here. It may not be without TLS what is asked for with it.</summary>
    private static Uri? RedirectOf(HttpResponseMessage response, Uri target) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
        && response.RequestMessage!.Method is var method && (method == HttpMethod.Get || method == HttpMethod.Head)
        && response.Headers.Location is { } location
        && new Uri(target, location) is var next && (next.Scheme == Uri.UriSchemeHttps || next.Scheme == target.Scheme)
            ? next
            : null;

    private async Task<Uri> RootAsync(CancellationToken cancellationToken) =>
        _root ??= await RegistryScheme.FindAsync(_host, address => ProbeAsync(address, cancellationToken), () => _isInsecure(cancellationToken));

    /// <summary>Calls a registry for nothing but how it wants to be called.</summary>
    private Task<HttpStatusCode> ProbeAsync(Uri address, CancellationToken cancellationToken) => RegistryFailure.TranslateAsync(
        async limited =>
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await _http.SendAsync(message, limited);
            _authorization.Learn(AuthChallenge.Of(response.Headers.WwwAuthenticate), scope: "");
            return response.StatusCode;
        },
        ProbeLimit,
        cancellationToken);
}
