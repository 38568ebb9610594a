using System.Net.Http.Headers;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>How a registry wants to know its user (<see href="https://distribution.github.io/distribution/spec/auth/token/"/>).</summary>
/// <param name="Realm">Who gives tokens; null if the registry takes the password itself.</param>
/// <param name="Service">What the registry is called there; null if it says none.</param>
internal sealed record AuthChallenge(string? Realm, string? Service)
{
    /// <summary>Reads the header of a refusal; null if it wants something else. A token is preferred to a password.</summary>
    public static AuthChallenge? Of(HttpHeaderValueCollection<AuthenticationHeaderValue> headers)
    {
        var bearer = headers.FirstOrDefault(header => header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase));
        if (bearer is not null && Parameters(bearer.Parameter ?? "") is var parameters && parameters.TryGetValue("realm", out var realm))
        {
            return new AuthChallenge(realm, parameters.GetValueOrDefault("service"));
        }

        return headers.Any(header => header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) ? new AuthChallenge(null, null) : null;
    }

    /// <summary>Reads <c>realm="https://…",service="…",scope="…"</c>.</summary>
    private static Dictionary<string, string> Parameters(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = text.AsSpan();
        while (rest.IndexOf('=') is > 0 and var equals)
        {
            var name = rest[..equals].Trim(", ").ToString();
            rest = rest[(equals + 1)..];
            var isQuoted = rest.StartsWith("\"");
            rest = isQuoted ? rest[1..] : rest;
            var end = rest.IndexOf(isQuoted ? '"' : ',');
            parameters[name] = (end < 0 ? rest : rest[..end]).Trim().ToString();
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return parameters;
    }
}
