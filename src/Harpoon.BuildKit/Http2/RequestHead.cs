using System.Collections.Immutable;
using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Http2;

/// <summary>A request's headers.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Path">The path asked for.</param>
/// <param name="Fields">The headers proper, in their order.</param>
internal sealed record RequestHead(string Method, string Path, ImmutableArray<HeaderField> Fields)
{
    /// <summary>What the headers cost while the call goes on, in bytes.</summary>
    public int Size { get; } = Fields.Sum(field => field.Size);

    /// <summary>Reads a decoded header list. See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-8.2"/>.</summary>
    /// <exception cref="Http2ViolationException">It is malformed; the stream ends.</exception>
    public static RequestHead Of(int streamId, IReadOnlyList<HeaderField> list)
    {
        var pseudo = new Dictionary<string, string>(StringComparer.Ordinal);
        var fields = ImmutableArray.CreateBuilder<HeaderField>(list.Count);
        foreach (var field in list)
        {
            if (!field.Name.StartsWith(':'))
            {
                fields.Add(IsProper(field) ? field : throw Malformed(streamId, $"the header '{field.Name}' is not allowed."));
            }
            else if (fields.Count > 0 || !IsRequestPseudo(field.Name) || !pseudo.TryAdd(field.Name, field.Value))
            {
                throw Malformed(streamId, $"the header '{field.Name}' is unknown, repeated or misplaced.");
            }
        }

        return pseudo.TryGetValue(":method", out var method) && pseudo.ContainsKey(":scheme")
            && pseudo.TryGetValue(":path", out var path) && path.Length > 0
            ? new RequestHead(method, path, fields.DrainToImmutable())
            : throw Malformed(streamId, "a request lacks its method, scheme or path.");
    }

    private static bool IsRequestPseudo(string name) => name is ":method" or ":scheme" or ":path" or ":authority" or ":protocol";

    private static bool IsProper(HeaderField field) =>
        field.Name.Length > 0
        && !field.Name.AsSpan().ContainsAnyInRange('A', 'Z')
        && !field.Name.AsSpan().ContainsAnyInRange('\0', ' ')
        && !field.Value.AsSpan().ContainsAny('\0', '\r', '\n')
        && field is not { Name: "connection" or "proxy-connection" or "keep-alive" or "transfer-encoding" or "upgrade" }
        && field is not { Name: "te", Value: not "trailers" };

    private static Http2ViolationException Malformed(int streamId, string message) =>
        new(Http2ErrorCode.ProtocolError, message) { StreamId = streamId };
}
