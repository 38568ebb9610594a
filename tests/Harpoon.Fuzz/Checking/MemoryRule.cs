namespace Harpoon.Fuzz.Checking;

/// <summary>What reading an input may allocate in all, kept or not: some buffers, and so much for each of its bytes.</summary>
internal static class MemoryRule
{
    /// <summary>Buffers that are there for any input, and that grow to their limits.</summary>
    private const long Buffers = 8 << 20;

    public static long Allowed(IFuzzTarget target, byte[] input) => Buffers + (target.MemoryPerByte * input.Length);
}
