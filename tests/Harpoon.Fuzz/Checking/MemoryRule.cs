namespace Harpoon.Fuzz.Checking;

/// <summary>What reading an input may allocate in all, kept or not: some buffers, and so much for each of its bytes.</summary>
internal static class MemoryRule
{
    /// <summary>Buffers that are there for any input, and that grow to their limits.</summary>
    private const long Buffers = 8 << 20;

    /// <summary>Two bytes can be a whole record of a trace.</summary>
    private const long PerByte = 400;

    public static long Allowed(byte[] input) => Buffers + (PerByte * input.Length);
}
