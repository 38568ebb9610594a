using System.Buffers.Binary;

namespace Harpoon.BuildKit.Services;

/// <summary>Reads the fields of a message of the agent protocol. What is too short is not read.</summary>
internal ref struct AgentReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    /// <summary>Reads a number.</summary>
    public bool TryRead(out int value)
    {
        if (!BinaryPrimitives.TryReadInt32BigEndian(_rest, out value))
        {
            return false;
        }

        _rest = _rest[sizeof(int)..];
        return true;
    }

    /// <summary>Reads bytes that have their length before them.</summary>
    public bool TryRead(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryRead(out int length) || length < 0 || length > _rest.Length)
        {
            return false;
        }

        value = _rest[..length];
        _rest = _rest[length..];
        return true;
    }
}
