using System.Buffers;
using System.Collections.Immutable;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Control;

/// <summary>Writes a <see cref="SolveRequest"/> as protobuf.</summary>
internal static class SolveEncoder
{
    /// <summary>The message.</summary>
    public static ReadOnlyMemory<byte> Encode(SolveRequest request) => Message(writer =>
    {
        writer.Write(1, request.Ref);
        if (request.Exporters is [var first, ..])
        {
            // What BuildKit before 0.13 reads; a newer one passes it over where the list is there.
            writer.Write(3, first.Type);
            WriteMap(writer, 4, first.Attributes);
        }

        writer.Write(5, request.Session);
        writer.Write(6, request.Frontend);
        WriteMap(writer, 7, request.FrontendAttributes);
        writer.Write(8, Caches(request).Span);
        foreach (var entitlement in request.Entitlements)
        {
            writer.Write(9, entitlement);
        }

        foreach (var exporter in request.Exporters)
        {
            writer.WriteAlways(13, Entry(exporter.Type, exporter.Attributes).Span);
        }
    });

    private static ReadOnlyMemory<byte> Caches(SolveRequest request) => Message(writer =>
    {
        foreach (var cache in request.CacheExports)
        {
            writer.WriteAlways(4, Entry(cache.Type, cache.Attributes).Span);
        }

        foreach (var cache in request.CacheImports)
        {
            writer.WriteAlways(5, Entry(cache.Type, cache.Attributes).Span);
        }
    });

    /// <summary>An exporter and a cache look the same.</summary>
    private static ReadOnlyMemory<byte> Entry(string type, ImmutableSortedDictionary<string, string> attributes) => Message(writer =>
    {
        writer.Write(1, type);
        WriteMap(writer, 2, attributes);
    });

    private static void WriteMap(ProtoWriter writer, int field, ImmutableSortedDictionary<string, string> map)
    {
        foreach (var (name, value) in map)
        {
            writer.WriteAlways(field, Message(entry =>
            {
                entry.Write(1, name);
                entry.Write(2, value);
            }).Span);
        }
    }

    private static ReadOnlyMemory<byte> Message(Action<ProtoWriter> write)
    {
        var message = new ArrayBufferWriter<byte>();
        write(new ProtoWriter(message));
        return message.WrittenMemory;
    }
}
