using CsCheck;
using Harpoon.BuildKit.Hpack;

namespace Harpoon.BuildKit.Tests.Hpack;

public sealed class DynamicTableTests
{
    [Fact]
    public void The_oldest_make_room_for_the_newest()
    {
        var table = new DynamicTable(100);
        table.Add(new("a", "1"));
        table.Add(new("b", "2"));
        table.Add(new("c", "3"));

        Assert.Equal((2, 68), (table.Count, table.Size));
        Assert.Equal((new HeaderField("c", "3"), new HeaderField("b", "2")), (table.At(0), table.At(1)));
    }

    [Fact]
    public void One_that_is_larger_than_the_table_empties_it()
    {
        var table = new DynamicTable(100);
        table.Add(new("a", "1"));
        table.Add(new("b", new string('x', 100)));

        Assert.Equal((0, 0), (table.Count, table.Size));
    }

    [Fact]
    public void A_smaller_size_drops_the_oldest_at_once()
    {
        var table = new DynamicTable(100);
        table.Add(new("a", "1"));
        table.Add(new("b", "2"));
        table.Resize(40);

        Assert.Equal(new HeaderField("b", "2"), table.At(0));
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void It_never_grows_beyond_its_size() => Gen.Int[0, 200].Array[1, 50].Sample(lengths =>
    {
        var table = new DynamicTable(256);
        foreach (var length in lengths)
        {
            table.Add(new("n", new string('x', length)));
            Assert.InRange(table.Size, 0, 256);
            Assert.Equal(Enumerable.Range(0, table.Count).Sum(i => table.At(i).Size), table.Size);
        }
    });
}
