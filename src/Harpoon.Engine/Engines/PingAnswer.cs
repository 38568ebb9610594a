using Harpoon.Engine.Http;

namespace Harpoon.Engine.Engines;

/// <summary>Reads the headers of <c>GET /_ping</c>.</summary>
internal static class PingAnswer
{
    public static EnginePing Read(LightAnswer answer) => new(
        Version.TryParse(answer.Header("Api-Version"), out var version) ? version : new Version(1, 24),
        answer.Header("Builder-Version"),
        answer.Header("Ostype") ?? "linux",
        answer.Header("Libpod-Api-Version") is not null);
}
