using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Transfers;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Registries.Transfers;

public sealed class TransferLinesTests
{
    private const long Megabyte = 1_000_000;

    private readonly HandTime _time = new();
    private readonly List<string> _lines = [];
    private readonly TransferLines _transfers;

    public TransferLinesTests() => _transfers = new TransferLines(_time, _lines.Add);

    [Fact]
    public void A_transfer_reports_at_each_tenth_how_far_it_is()
    {
        for (var megabytes = 0; megabytes <= 700; megabytes += 7)
        {
            Take(megabytes, 700);
            _time.Now += TimeSpan.FromSeconds(0.2);
        }

        Take(700, 700, isOver: true);

        Assert.Equal(
            Enumerable.Range(1, 10).Select(tenth => $"Sending the build context: {tenth * 70} of 700 MB ({tenth * 10} %)"), _lines);
    }

    [Fact]
    public void A_slow_one_reports_every_five_seconds()
    {
        for (var second = 0; second <= 16; second++)
        {
            Take(second, 700);
            _time.Now += TimeSpan.FromSeconds(1);
        }

        Assert.Equal(
            ["Sending the build context: 5 of 700 MB (0 %)", "Sending the build context: 10 of 700 MB (1 %)", "Sending the build context: 15 of 700 MB (2 %)"], _lines);
    }

    [Fact]
    public void A_fast_one_reports_once_a_second_at_most_and_one_that_is_over_at_once_nothing()
    {
        foreach (var megabytes in (int[])[0, 100, 200])
        {
            Take(megabytes, 200);
        }

        Take(200, 200, isOver: true);
        Assert.Empty(_lines);

        Take(0, 300);
        _time.Now += TimeSpan.FromSeconds(1.1);
        Take(100, 300);
        Take(200, 300);
        Take(300, 300, isOver: true);
        Assert.Equal(["Sending the build context: 100 of 300 MB (33 %)", "Sending the build context: 300 of 300 MB (100 %)"], _lines);
    }

    [Fact]
    public void What_does_not_move_is_not_repeated()
    {
        Take(1, 700);
        for (var time = 0; time < 4; time++)
        {
            _time.Now += TimeSpan.FromSeconds(6);
            Take(1, 700);
        }

        Assert.Single(_lines);
    }

    [Theory]
    [InlineData(35L, 120L, false, "Pulling x: 35 of 120 MB (29 %), 2 of 5 layers")]
    [InlineData(35L, null, false, "Pulling x: 35 MB, 2 of 5 layers")]
    [InlineData(35L, 120L, true, "Pulling x: 35 of at most 120 MB, 2 of 5 layers")]
    [InlineData(0L, 0L, false, "Pulling x: 0 B, 2 of 5 layers")]
    public void It_says_what_is_known(long done, long? total, bool isAtMost, string expected) => Assert.Equal(
        expected,
        TransferText.Line(new TransferStatus("Pulling x", done * Megabyte, total * Megabyte) { IsAtMost = isAtMost, Layers = (2, 5) }));

    [Fact]
    public void A_line_has_room_in_80_columns_whatever_the_image_is_called()
    {
        var name = $"Pushing registry.example.com:5000/{string.Join('/', Enumerable.Repeat("department", 20))}/app:1.2.3";

        var line = TransferText.Line(new TransferStatus(name, 123_400_000_000, 999_900_000_000) { Layers = (100, 120) });

        Assert.True(line.Length < 76, line);
        Assert.Matches(@"^Pushing ….*/app:1\.2\.3: 123\.4 of 999\.9 GB \(12 %\), 100 of 120 layers$", line);
    }

    private void Take(long done, long total, bool isOver = false) =>
        _transfers.Take(new TransferStatus("Sending the build context", done * Megabyte, total * Megabyte) { IsOver = isOver });
}
