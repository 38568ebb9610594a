namespace Harpoon.Fuzz.Checking;

/// <summary>Something that reads what the other side sends.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>What a byte of an input may cost. By default, two bytes can be a whole record.</summary>
    long MemoryPerByte => 400;

    /// <summary>Valid inputs, each in the parts (frames, messages, lines) that it is made of.</summary>
    IReadOnlyList<byte[][]> Seeds { get; }

    /// <summary>Reads an input to its end.</summary>
    Task RunAsync(byte[] input);

    /// <summary>Whether this is how a malformed input may end. Nothing else may be thrown.</summary>
    bool Allows(Exception exception);

    /// <summary>A part whose content was changed, with its length put right: else nothing behind it would be reached.</summary>
    byte[] Seal(byte[] part) => part;
}
