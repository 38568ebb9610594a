namespace Harpoon.Engine.Registries.Distribution;

/// <summary>A call of a registry.</summary>
/// <param name="Method">What to do.</param>
/// <param name="Target">With what: a path below <c>/v2/</c>, or a whole address that the registry gave.</param>
/// <param name="Scope">What a token for it has to be for.</param>
internal sealed record RegistryRequest(HttpMethod Method, string Target, string Scope)
{
    /// <summary>The kinds of content that are wanted; null for any.</summary>
    public string? Accept { get; init; }

    /// <summary>Makes the body, once for each attempt; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>How long the response may take to begin.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The message to send.</summary>
    public HttpRequestMessage ToMessage(Uri address)
    {
        var message = new HttpRequestMessage(Method, address) { Content = Content?.Invoke() };
        if (Accept is not null)
        {
            message.Headers.Add("Accept", Accept);
        }

        return message;
    }
}
