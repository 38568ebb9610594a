using System.Net.Http.Headers;
using System.Text;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>The header that a registry knows its user by: a password, or a token that is asked for once for each scope and renewed when it expires.</summary>
/// <param name="credential">The login; null for none, which registries may also give a token for.</param>
/// <param name="send">Sends a request for a token.</param>
/// <param name="time">Says when a token expires.</param>
internal sealed class RegistryAuthorization(
    RegistryCredential? credential, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, TimeProvider time)
{
    private const string Client = "harpoon";

    private readonly Dictionary<string, RegistryToken> _tokens = new(StringComparer.Ordinal);
    private AuthChallenge? _challenge;

    /// <summary>Notes what a registry wants that refused a call.</summary>
    /// <param name="challenge">How it wants to know its user; null if it doesn't say.</param>
    /// <param name="scope">What the call was for: a token for it was of no use.</param>
    /// <returns>Whether the call is worth another attempt.</returns>
    public bool Learn(AuthChallenge? challenge, string scope)
    {
        var isNew = challenge is not null && challenge != _challenge;
        _challenge = challenge ?? _challenge;
        return _tokens.Remove(scope) || (isNew && (challenge!.Realm is not null || credential is not null));
    }

    /// <summary>The header of a call; null for none.</summary>
    /// <param name="root">The registry's address.</param>
    /// <param name="scope">What the call is for: <c>repository:app:pull,push</c>, several with spaces between them.</param>
    /// <param name="cancellationToken">Ends the wait for a token.</param>
    public async Task<AuthenticationHeaderValue?> ForAsync(Uri root, string scope, CancellationToken cancellationToken)
    {
        if (_challenge is not { } challenge)
        {
            return null;
        }

        if (credential?.RegistryToken is { } own)
        {
            return new AuthenticationHeaderValue("Bearer", own);
        }

        if (challenge.Realm is null)
        {
            return credential is { UserName.Length: > 0 } ? Basic(credential) : null;
        }

        if (!_tokens.TryGetValue(scope, out var token) || token.Expires <= time.GetUtcNow())
        {
            _tokens[scope] = token = await AskAsync(Realm(root, challenge.Realm), challenge.Service, scope, cancellationToken);
        }

        return new AuthenticationHeaderValue("Bearer", token.Value);
    }

    /// <summary>Where tokens come from. A registry that is reached by TLS may not have a password sent without it.</summary>
    private static Uri Realm(Uri root, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var realm)
        && (realm.Scheme == Uri.UriSchemeHttps || (realm.Scheme == Uri.UriSchemeHttp && root.Scheme == Uri.UriSchemeHttp && (realm.IsLoopback || realm.Host == root.Host)))
            ? realm
            : throw new RegistryCallException($"it names '{text}' as the address for tokens, and a login is sent to https addresses only");

    private async Task<RegistryToken> AskAsync(Uri realm, string? service, string scope, CancellationToken cancellationToken)
    {
        using var message = credential is { UserName.Length: 0, Secret: var identity } ? ByIdentity(realm, service, scope, identity) : ByPassword(realm, service, scope);
        using var response = await send(message, cancellationToken);
        return response.IsSuccessStatusCode
            ? RegistryToken.Of(await RegistryAnswer.ReadAsync(response, cancellationToken), time.GetUtcNow())
            : throw await RegistryAnswer.RefusalAsync(response, cancellationToken);
    }

    private static HttpRequestMessage ByIdentity(Uri realm, string? service, string scope, string identity) => new(HttpMethod.Post, realm)
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token", ["service"] = service ?? "", ["client_id"] = Client, ["scope"] = scope, ["refresh_token"] = identity,
        }),
    };

    private HttpRequestMessage ByPassword(Uri realm, string? service, string scope)
    {
        IEnumerable<string> query =
        [
            $"client_id={Client}",
            .. service is null ? Array.Empty<string>() : [$"service={Uri.EscapeDataString(service)}"],
            .. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => $"scope={Uri.EscapeDataString(one)}"),
        ];
        var address = new UriBuilder(realm) { Query = string.Join('&', [.. realm.Query.Length > 1 ? [realm.Query[1..]] : Array.Empty<string>(), .. query]) };
        return new HttpRequestMessage(HttpMethod.Get, address.Uri) { Headers = { Authorization = credential is null ? null : Basic(credential) } };
    }

    private static AuthenticationHeaderValue Basic(RegistryCredential credential) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Secret}")));
}
