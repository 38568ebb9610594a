using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Content;

/// <summary>A message of the other side while it writes content.</summary>
/// <param name="action">What it wants.</param>
/// <param name="name">What it calls the content; in the first message only.</param>
/// <param name="total">How large the content is; 0 if that isn't known.</param>
/// <param name="expected">Its digest; empty if that isn't known.</param>
/// <param name="offset">Where the data belongs.</param>
/// <param name="data">The data; valid as long as the message.</param>
internal readonly ref struct WriteContentRequest(
    WriteAction action, string name, long total, string expected, long offset, ReadOnlySpan<byte> data)
{
    public WriteAction Action => action;

    public string Name => name;

    public long Total => total;

    public string Expected => expected;

    public long Offset => offset;

    public ReadOnlySpan<byte> Data { get; } = data;

    /// <exception cref="BuildKitException">The message is malformed.</exception>
    public static WriteContentRequest Read(ReadOnlySpan<byte> message)
    {
        var (action, name, total, expected, offset) = (0, "", 0L, "", 0L);
        var data = ReadOnlySpan<byte>.Empty;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: action = reader.ReadInt32(); break;
                case 2: name = reader.ReadText(); break;
                case 3: total = reader.ReadInt64(); break;
                case 4: expected = reader.ReadText(); break;
                case 5: offset = reader.ReadInt64(); break;
                case 6: data = reader.ReadBytes(); break;
                default: break;
            }
        }

        return new WriteContentRequest((WriteAction)action, name, total, expected, offset, data);
    }
}

/// <summary>What a message about content asks for.</summary>
internal enum WriteAction
{
    /// <summary>How much there is.</summary>
    Stat = 0,

    /// <summary>Add data.</summary>
    Write = 1,

    /// <summary>Add data, if any, and keep all of it.</summary>
    Commit = 2,
}
