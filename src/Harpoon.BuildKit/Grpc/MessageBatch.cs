using System.Buffers;
using System.Buffers.Binary;

namespace Harpoon.BuildKit.Grpc;

/// <summary>Messages that are sent together, each with its prefix: a write of its own costs more than a small message.</summary>
internal sealed class MessageBatch
{
    private readonly ArrayBufferWriter<byte> _framed = new();

    /// <summary>The messages as they are sent, valid until the next change.</summary>
    public ReadOnlyMemory<byte> Framed => _framed.WrittenMemory;

    /// <summary>The messages without their prefixes.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Messages
    {
        get
        {
            for (var rest = Framed; !rest.IsEmpty;)
            {
                var end = GrpcMessageReader.PrefixSize + BinaryPrimitives.ReadInt32BigEndian(rest.Span[1..]);
                yield return rest[GrpcMessageReader.PrefixSize..end];
                rest = rest[end..];
            }
        }
    }

    /// <summary>Adds a message of two parts; the second may be empty.</summary>
    public void Add(ReadOnlySpan<byte> message, ReadOnlySpan<byte> rest = default)
    {
        var prefix = _framed.GetSpan(GrpcMessageReader.PrefixSize);
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], message.Length + rest.Length);
        _framed.Advance(GrpcMessageReader.PrefixSize);
        _framed.Write(message);
        _framed.Write(rest);
    }

    /// <summary>Removes all messages; the memory is used again.</summary>
    public void Clear() => _framed.ResetWrittenCount();
}
