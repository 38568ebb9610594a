using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Harpoon.BuildKit.Services;

/// <summary>Writes a message of the agent protocol.</summary>
internal sealed class AgentAnswer
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <param name="type">The message's type.</param>
    public AgentAnswer(byte type)
    {
        // The length, which is known at the end.
        Write(0);
        _bytes.Write([type]);
    }

    /// <summary>Writes a number.</summary>
    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }

    /// <summary>Writes bytes with their length before them.</summary>
    public void Write(ReadOnlySpan<byte> value)
    {
        Write(value.Length);
        _bytes.Write(value);
    }

    /// <summary>Writes text in UTF-8, with its length before it.</summary>
    public void Write(string value) => Write(Encoding.UTF8.GetBytes(value).AsSpan());

    /// <summary>The whole message, its length included.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        var message = _bytes.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length - AgentMessage.LengthSize);
        return message;
    }
}
