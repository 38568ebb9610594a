namespace Harpoon.Fuzz.Checking;

/// <summary>Spoils the bytes of a part.</summary>
internal static class PartMutation
{
    public static byte[] Of(byte[] part, byte[][] edges, Random random)
    {
        var at = random.Next(part.Length + 1);
        var end = Math.Min(part.Length, at + random.Next(1, 16));
        switch (random.Next(6))
        {
            case 0:
                return part.Length == 0 ? part : Flip(part, random);
            case 1:
                return Put(part, at, edges[random.Next(edges.Length)]);
            case 2:
                return [.. part[..at], .. edges[random.Next(edges.Length)], .. part[at..]];
            case 3:
                return [.. part[..at], .. part[end..]];
            case 4:
                return [.. part[..end], .. part[at..]];
            default:
                var noise = new byte[random.Next(1, random.Next(10) == 0 ? 1_000 : 20)];
                random.NextBytes(noise);
                return [.. part[..at], .. noise, .. part[at..]];
        }
    }

    private static byte[] Flip(byte[] part, Random random)
    {
        var flipped = part.ToArray();
        flipped[random.Next(part.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static byte[] Put(byte[] part, int at, byte[] value) =>
        [.. part[..at], .. value, .. part[Math.Min(part.Length, at + value.Length)..]];
}
