using System.Buffers;
using System.Collections.Immutable;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Control;

/// <summary>Messages of <c>moby.buildkit.v1.frontend.LLBBridge</c>. See
/// <see href="https://github.com/moby/buildkit/blob/master/frontend/gateway/pb/gateway.proto"/>.</summary>
internal static class GatewayMessages
{
    private const int ResultField = 3;
    private const int MetadataField = 10;

    /// <summary>The end of a build that made nothing.</summary>
    public static ReadOnlyMemory<byte> Nothing => Message(writer => writer.WriteAlways(1, Message(result => result.WriteAlways(ResultField, [])).Span));

    /// <summary>A frontend and what it is asked.</summary>
    public static ReadOnlyMemory<byte> Solve(SolveRequest request) => Message(writer =>
    {
        writer.Write(2, request.Frontend);
        foreach (var (name, value) in request.FrontendAttributes)
        {
            writer.WriteAlways(3, Entry(name, value).Span);
        }

        // The answer may be a result with metadata: older clients get none.
        writer.Write(5, 1);
        writer.Write(6, 1);
    });

    /// <summary>The metadata of the answer.</summary>
    /// <exception cref="BuildKitException">The message is malformed.</exception>
    public static ImmutableDictionary<string, string> Metadata(ReadOnlySpan<byte> response)
    {
        var metadata = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var reader = new ProtoReader(response);
        while (reader.Next())
        {
            if (reader.Field == ResultField)
            {
                Read(reader.ReadBytes(), metadata);
            }
        }

        return metadata.ToImmutable();
    }

    private static void Read(ReadOnlySpan<byte> result, ImmutableDictionary<string, string>.Builder metadata)
    {
        var reader = new ProtoReader(result);
        while (reader.Next())
        {
            if (reader.Field == MetadataField)
            {
                var (key, value) = ProtoMap.Entry(reader.ReadBytes());
                metadata[key] = value;
            }
        }
    }

    private static ReadOnlyMemory<byte> Entry(string name, string value) => Message(entry =>
    {
        entry.Write(1, name);
        entry.Write(2, value);
    });

    private static ReadOnlyMemory<byte> Message(Action<ProtoWriter> write)
    {
        var message = new ArrayBufferWriter<byte>();
        write(new ProtoWriter(message));
        return message.WrittenMemory;
    }
}
