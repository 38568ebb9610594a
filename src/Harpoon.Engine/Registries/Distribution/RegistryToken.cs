using System.Text.Json;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>What a registry takes in place of a password, for a while.</summary>
/// <param name="Value">The token, which appears nowhere else.</param>
/// <param name="Expires">Until when.</param>
internal sealed record RegistryToken(string Value, DateTimeOffset Expires)
{
    /// <summary>In seconds: how long a token is good that does not say it.</summary>
    private const int DefaultLife = 60;

    /// <summary>Reads the answer of who gives tokens: <c>{"token":"…","expires_in":300}</c>.</summary>
    /// <exception cref="RegistryCallException">There is none in it.</exception>
    public static RegistryToken Of(ReadOnlyMemory<byte> answer, DateTimeOffset now)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var root = json.RootElement;
            var value = Text(root, "token") ?? Text(root, "access_token") ?? throw new JsonException();
            var life = root.TryGetProperty("expires_in", out var seconds) && seconds.TryGetInt32(out var number) && number > 0 ? number : DefaultLife;

            // It has to be good until the call that it is for arrives.
            return new RegistryToken(value, now.AddSeconds(life * 0.8));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The answer may contain the token.
            throw new RegistryCallException("the response to the request for a token can't be read");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "a token";

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var text) && text.GetString() is { Length: > 0 } value ? value : null;
}
