namespace Harpoon.Engine.Client.Http;

/// <summary>An answer, read whole.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers; names without regard to case.</param>
/// <param name="Body">The body, out of its chunks.</param>
internal sealed record EngineHttpAnswer(int Status, Dictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
