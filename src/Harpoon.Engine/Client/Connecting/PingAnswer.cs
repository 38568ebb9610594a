using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Connecting;

/// <summary>Reads the answer to <c>GET /_ping</c>.</summary>
/// <seealso href="https://docs.docker.com/reference/api/engine/version/v1.51/#tag/System/operation/SystemPing"/>
internal static class PingAnswer
{
    private const string Call = "GET /_ping";

    /// <exception cref="HarpoonException">HRP1014: the version is not spoken; HRP1016: it is no engine; HRP1025: it wants TLS; HRP1010: it refused.</exception>
    public static EnginePing Read(EngineHttpAnswer answer, Endpoint endpoint, Version? requested)
    {
        if (answer.Status == 400)
        {
            var words = EngineRefusal.MessageIn(answer.Body.Span);
            throw Refusals.KindOf(Call, answer.Status, words) == RefusalKind.TlsExpected ? new HarpoonException(Diagnostic.Of("HRP1025", endpoint))
                : requested is not null ? ApiVersions.Refused(requested, endpoint, words)
                : new HarpoonException(Diagnostic.Of("HRP1010", Call, answer.Status, words));
        }

        if (answer.Status < 500 && !Version.TryParse(answer.Header("Api-Version"), out _))
        {
            throw new HarpoonException(Diagnostic.Of("HRP1016", endpoint, answer.Status, EngineAnswer.Described(answer.Body.Span, isText: true)));
        }

        EngineRefusal.ThrowUnlessSuccess(Call, answer);
        return new EnginePing(
            Version.Parse(answer.Header("Api-Version")!),
            answer.Header("Builder-Version"),
            answer.Header("Ostype") ?? "linux",
            answer.Header("Libpod-Api-Version") is not null)
        {
            BuildahVersion = Version.TryParse(answer.Header("Libpod-Buildah-Version")?.Split('-')[0], out var buildah) ? buildah : null,
        };
    }
}
