using System.Collections.Immutable;

namespace Harpoon.Engine.Client.Http;

/// <summary>A call.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query, escaped.</param>
internal sealed record EngineHttpRequest(string Method, string Path)
{
    /// <summary>The path is escaped already, and names of the engine's objects are in it.</summary>
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The call, as errors name it: without its query, which may be long.</summary>
    public string Call => $"{Method} /{Path.TrimStart('/').Split('?', 2)[0]}";

    /// <summary>A JSON body; empty for none.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>A body that is no JSON; null for none.</summary>
    public HttpContent? Content { get; init; }

    /// <summary>Headers beside those that every call has: a name and an ASCII value each.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Asks for a raw stream in place of HTTP.</summary>
    public bool Upgrades { get; init; }

    /// <summary>Asks for an answer that comes live.</summary>
    public bool Streams { get; init; }

    /// <summary>Whether the answer waits for something that may take its time, as a container's end.</summary>
    public bool MayTakeLong { get; init; }

    /// <summary>The call as .NET's client makes it.</summary>
    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri("http://docker" + Path, AsItIs)) { Content = Content };
        message.Headers.TryAddWithoutValidation("User-Agent", "Harpoon");
        if (Upgrades)
        {
            message.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            message.Headers.TryAddWithoutValidation("Upgrade", "tcp");
        }

        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (!Json.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(Json);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        return message;
    }
}
