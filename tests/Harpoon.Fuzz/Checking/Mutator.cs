namespace Harpoon.Fuzz.Checking;

/// <summary>Spoils valid inputs: whole parts of them, and bytes within a part. An input follows from its seed and number alone.</summary>
internal sealed class Mutator(IFuzzTarget target)
{
    private const int LargestInput = 256 << 10;

    /// <summary>Where lengths, limits and signs change their meaning.</summary>
    private static readonly byte[][] Edges =
    [
        [0], [1], [0x7F], [0x80], [0xFF], [0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF],
        [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0, 0, 0x40, 0], [0, 0x40, 1],
    ];

    public byte[] Make(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        List<byte[]> parts = [.. Seed(random)];
        for (var left = random.Next(6); left > 0 && parts.Count > 0; left--)
        {
            if (random.Next(3) == 0)
            {
                MutateParts(parts, random);
            }
            else
            {
                var at = random.Next(parts.Count);
                var spoilt = PartMutation.Of(parts[at], Edges, random);
                parts[at] = random.Next(5) > 0 ? target.Seal(spoilt) : spoilt;
            }
        }

        return Join(parts, mayCut: random.Next(8) == 0 ? random : null);
    }

    private byte[][] Seed(Random random) => target.Seeds[random.Next(target.Seeds.Count)];

    private void MutateParts(List<byte[]> parts, Random random)
    {
        var at = random.Next(parts.Count);
        switch (random.Next(5))
        {
            case 0:
                parts.RemoveAt(at);
                break;
            case 1:
                parts.Insert(random.Next(parts.Count), parts[at]);
                break;
            case 2:
                (parts[at], parts[^1]) = (parts[^1], parts[at]);
                break;
            case 3:
                var other = Seed(random);
                parts.Insert(at, other[random.Next(other.Length)]);
                break;
            default:
                var times = random.Next(20) == 0 ? random.Next(2_000) : random.Next(20);
                parts.InsertRange(at, Enumerable.Repeat(parts[at], Math.Min(times, LargestInput / (parts[at].Length + 1))));
                break;
        }
    }

    private static byte[] Join(List<byte[]> parts, Random? mayCut)
    {
        using var input = new MemoryStream();
        foreach (var part in parts.TakeWhile(part => input.Length + part.Length <= LargestInput))
        {
            input.Write(part);
        }

        input.SetLength(mayCut?.NextInt64(input.Length + 1) ?? input.Length);
        return input.ToArray();
    }
}
