using System.Text;

namespace Harpoon.BuildKit.Protobuf;

/// <summary>
/// Reads a protobuf message, field by field. A field that is asked for by the wrong type, cut or too long is an error;
/// one that is not asked for is skipped.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int LongestVarint = 10;

    private ReadOnlySpan<byte> _rest = message;
    private WireType _wire;
    private bool _hasValue;

    /// <summary>The number of the field that was reached last.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field, past the value of the last one if it was not read; false at the end.</summary>
    /// <exception cref="BuildKitException">The message is malformed.</exception>
    public bool Next()
    {
        if (_hasValue)
        {
            Skip();
        }

        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint();
        _wire = (WireType)(tag & 7);
        Field = tag >> 3 is > 0 and <= 0x1FFF_FFFF ? (int)(tag >> 3) : throw Malformed("a field has no valid number");
        _hasValue = true;
        return true;
    }

    /// <summary>The field's value as a number.</summary>
    public long ReadInt64()
    {
        Expect(WireType.Varint);
        return (long)Varint();
    }

    /// <summary>The field's value as a number; of a larger one the low bits, as protobuf does.</summary>
    public int ReadInt32() => unchecked((int)ReadInt64());

    /// <summary>The field's value as a number; of a larger one the low bits, as protobuf does.</summary>
    public uint ReadUInt32() => unchecked((uint)ReadInt64());

    /// <summary>The field's value as a Boolean.</summary>
    public bool ReadBool() => ReadInt64() != 0;

    /// <summary>The field's bytes, or the message that it is.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        Expect(WireType.Bytes);
        var length = Varint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw Malformed("it is truncated");
    }

    /// <summary>The field's text. Bytes that are no UTF-8 become the replacement character: a build's log may hold any.</summary>
    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    private static BuildKitException Malformed(string why) => new(BuildKitFailure.MalformedMessage, $"A message can't be read: {why}.");

    private void Expect(WireType expected)
    {
        if (_wire != expected || !_hasValue)
        {
            throw Malformed($"field {Field} has another type");
        }

        _hasValue = false;
    }

    private void Skip()
    {
        _hasValue = false;
        switch (_wire)
        {
            case WireType.Varint: _ = Varint(); break;
            case WireType.Fixed64: _ = Take(sizeof(ulong)); break;
            case WireType.Fixed32: _ = Take(sizeof(uint)); break;
            case WireType.Bytes: _hasValue = true; _ = ReadBytes(); break;
            default: throw Malformed("groups are not supported");
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw Malformed("it is truncated");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var i = 0; i < LongestVarint && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw Malformed("a number is truncated or too long");
    }
}
