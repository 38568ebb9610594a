using System.Buffers;

namespace Harpoon.BuildKit.Protobuf;

/// <summary>The message of a call that carries bytes: <c>BytesMessage</c> of the ssh and the control service.</summary>
internal static class BytesMessage
{
    private const int Data = 1;

    /// <summary>The message that carries these.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<byte> data)
    {
        var message = new ArrayBufferWriter<byte>(data.Length + 16);
        new ProtoWriter(message).Write(Data, data);
        return message.WrittenMemory;
    }

    /// <summary>What a message carries, as a part of it.</summary>
    /// <exception cref="BuildKitException">The message is malformed.</exception>
    public static ReadOnlyMemory<byte> PartOf(ReadOnlyMemory<byte> message)
    {
        var data = DataOf(message.Span);
        return message.Span.Overlaps(data, out var offset) ? message.Slice(offset, data.Length) : default;
    }

    /// <summary>What a message carries.</summary>
    /// <exception cref="BuildKitException">The message is malformed.</exception>
    public static ReadOnlySpan<byte> DataOf(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var data = ReadOnlySpan<byte>.Empty;
        while (reader.Next())
        {
            if (reader.Field == Data)
            {
                data = reader.ReadBytes();
            }
        }

        return data;
    }
}
