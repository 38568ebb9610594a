namespace Harpoon.BuildKit.Protobuf;

/// <summary>An entry of a protobuf map of texts.</summary>
internal static class ProtoMap
{
    /// <summary>Reads an entry.</summary>
    /// <exception cref="BuildKitException">The message is malformed.</exception>
    public static (string Key, string Value) Entry(ReadOnlySpan<byte> message)
    {
        var (key, value) = ("", "");
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: key = reader.ReadText(); break;
                case 2: value = reader.ReadText(); break;
                default: break;
            }
        }

        return (key, value);
    }
}
