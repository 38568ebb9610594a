using System.Text;
using Harpoon.Engine.Client.Calls.Live;

namespace Harpoon.Engine.Tests.Client.Calls.Live;

/// <summary>Where a live answer may be silent: between two messages, however they are written and cut.</summary>
public sealed class JsonPiecesTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("{\"a\":1}", false)]
    [InlineData("{\"a\":1}\r\n", false)]
    [InlineData("{\"a\":[{}]}{\"b\":\"}\"}", false)]
    [InlineData("{\"a\":\"\\\\\"}\n", false)]
    [InlineData("{", true)]
    [InlineData("{\"a\":\"}", true)]
    [InlineData("{\"a\":\"\\\"}", true)]
    [InlineData("{}\r\n{\"a\":[{}]", true)]
    [InlineData("words", true)]
    [InlineData("words\n", false)]
    [InlineData("]]}}{}", false)]
    public void An_answer_is_in_a_piece_until_that_ends(string answer, bool isInPiece)
    {
        var whole = new JsonPieces();
        whole.Take(Encoding.UTF8.GetBytes(answer));
        var byByte = new JsonPieces();
        foreach (var value in Encoding.UTF8.GetBytes(answer))
        {
            byByte.Take([value]);
        }

        Assert.Equal((isInPiece, isInPiece), (whole.IsInPiece, byByte.IsInPiece));
    }

    [Fact]
    public void Blanks_without_end_are_no_silence()
    {
        var pieces = new JsonPieces();
        pieces.Take("{}\r\n"u8);
        pieces.Take(new byte[100].Select(_ => (byte)' ').ToArray());
        Assert.True(pieces.IsInPiece);
        Assert.False(pieces.IsEndless);

        pieces.Take(Enumerable.Repeat((byte)'\n', 2 << 20).ToArray());
        Assert.True(pieces.IsEndless);

        pieces.Take("{}"u8);
        Assert.False(pieces.IsInPiece || pieces.IsEndless);
    }
}
