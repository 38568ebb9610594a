using System.Formats.Tar;
using System.Text;
using Harpoon.Engine.Archives.Extraction;

namespace Harpoon.Engine.Tests.Archives.Extraction;

/// <summary>Names are bytes in a container, and text here.</summary>
public sealed class RawNamesTests
{
    [Theory]
    [InlineData("bad\u00ff", "bad%FF")]
    [InlineData("r/\u00fe\u00ff/\u00c3\u00a9", "r/%FE%FF/\u00e9")]
    [InlineData("\u00e2\u0082", "%E2%82")]
    [InlineData("plain%FF", "plain%FF")]
    public async Task Each_byte_that_is_no_UTF8_is_seen_in_the_name(string bytes, string expected)
    {
        foreach (var format in new[] { TarEntryFormat.Pax, TarEntryFormat.Gnu })
        {
            var name = await ReadAsync(Archive(format, bytes));

            Assert.Equal(expected, RawNames.Escaped(name));
            Assert.Equal(expected != bytes && expected.Contains('%', StringComparison.Ordinal), RawNames.Matches(name));
        }
    }

    [Fact]
    public async Task A_name_that_speaks_of_a_size_hides_no_name_behind_it()
    {
        var first = Archive(TarEntryFormat.Pax, "a size=4096 b").AsMemory();
        // Behind an archive's entries are two blocks of zeros.
        await using var names = new TextNames(new MemoryStream([.. first[..^1024].Span, .. Archive(TarEntryFormat.Pax, "bad\u00ff")]));
        await using var reader = new TarReader(names);
        await reader.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken);

        var second = await reader.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("bad%FF", RawNames.Escaped(second!.Name.Split(Rest)[0]));
    }

    private static readonly string Rest = "/" + new string('y', 150);

    private static async Task<string> ReadAsync(byte[] tar)
    {
        var size = Convert.ToInt32(Encoding.ASCII.GetString(tar, 124, 11), 8);
        var end = 512 + ((size + 511) / 512 * 512);
        var seen = (byte[])[.. RawNames.AsText(tar.AsMemory(0, end), size).Span, .. tar[end..]];
        await using var reader = new TarReader(new MemoryStream(seen));
        return (await reader.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken))!.Name.Split(Rest)[0];
    }

    /// <summary>An entry whose name is long enough to come in an entry before; each character of the name is a byte.</summary>
    private static byte[] Archive(TarEntryFormat format, string name)
    {
        // The tar writer writes text, so a placeholder of the same length takes the name's place, and the name comes into it.
        var placeholder = new string('x', name.Length) + Rest;
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, format, leaveOpen: true))
        {
            writer.WriteEntry(format == TarEntryFormat.Pax ? new PaxTarEntry(TarEntryType.Directory, placeholder) : new GnuTarEntry(TarEntryType.Directory, placeholder));
        }

        var bytes = Encoding.Latin1.GetString(tar.ToArray());
        return Encoding.Latin1.GetBytes(bytes.Replace(placeholder, name + Rest, StringComparison.Ordinal));
    }
}
