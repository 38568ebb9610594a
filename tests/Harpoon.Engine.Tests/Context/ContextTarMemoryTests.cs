using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Context;

[Collection(nameof(MeasuredAlone))]
public sealed class ContextTarMemoryTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Memory_does_not_grow_with_the_context()
    {
        const int Size = 500 * Megabyte;
        using (var file = File.Create(_folder.At("large")))
        {
            file.SetLength(Size);
        }

        await using var tar = _folder.WithOwnDockerfile().Scan().OpenTar(TestContext.Current.CancellationToken);
        var buffer = new byte[64 * 1024];
        var (total, most, before) = (0L, 0L, Held());
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        for (int read; (read = await tar.Stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0; total += read)
        {
            // What is no longer used but not yet collected says nothing: each look collects first, and so there are few.
            most = total / (50 * Megabyte) == (total + read) / (50 * Megabyte) ? most : Math.Max(most, Held());
        }

        Assert.True(total > Size);
        Assert.InRange(most - before, long.MinValue, 8 * Megabyte);
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore < Size / 4, "Each piece is allocated anew.");
    }

    private static long Held() => GC.GetTotalMemory(forceFullCollection: true);
}
