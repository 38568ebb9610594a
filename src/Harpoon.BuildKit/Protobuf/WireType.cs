namespace Harpoon.BuildKit.Protobuf;

/// <summary>How a field is written. See <see href="https://protobuf.dev/programming-guides/encoding/"/>.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    StartGroup = 3,
    EndGroup = 4,
    Fixed32 = 5,
}
