using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Diagnostics;

public sealed class LastLinesTests
{
    private readonly LastLines _last = new();

    [Fact]
    public void The_last_lines_are_kept_in_order()
    {
        for (var number = 1; number <= LastLines.Kept + 5; number++)
        {
            _last.Add($"{number}");
        }

        Assert.Equal(Enumerable.Range(6, LastLines.Kept).Select(number => $"{number}"), _last.Lines);
        Assert.StartsWith("\n  6\n  7\n", _last.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_cut_and_no_character_in_two()
    {
        _last.Add(new string('x', LastLines.LongestLine));
        _last.Add(new string('x', LastLines.LongestLine - 1) + "🐟 and more");

        Assert.Equal([new string('x', LastLines.LongestLine), new string('x', LastLines.LongestLine - 1) + "…"], _last.Lines);
    }

    [Fact]
    public void Nothing_is_described() => Assert.Contains("nothing", _last.Describe(), StringComparison.Ordinal);
}
