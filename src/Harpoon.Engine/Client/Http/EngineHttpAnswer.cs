namespace Harpoon.Engine.Client.Http;

/// <summary>An answer, read whole.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers; names without regard to case.</param>
/// <param name="Body">The body, out of its chunks.</param>
internal sealed record EngineHttpAnswer(int Status, Dictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The answer with this head.</summary>
    public static EngineHttpAnswer Of(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            headers[name] = values.ToString();
        }

        foreach (var (name, values) in response.Content.Headers.NonValidated)
        {
            headers[name] = values.ToString();
        }

        return new EngineHttpAnswer((int)response.StatusCode, headers, body);
    }
}
