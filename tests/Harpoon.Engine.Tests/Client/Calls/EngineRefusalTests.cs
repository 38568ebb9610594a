using System.Net;
using System.Text;
using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Tests.Client.Calls;

public sealed class EngineRefusalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"message":" no such thing\n"}""", "no such thing")]
    [InlineData("  plain words\n", "plain words")]
    [InlineData("""{"message":1}""", """{"message":1}""")]
    [InlineData("""{"message":"half \ud83d"}""", """{"message":"half \ud83d"}""")]
    [InlineData("{\"message\":\"\u00ff\"}", "{\"message\":\"\uFFFD\"}")]
    [InlineData("\u00ff\u00fe?", "\uFFFD\uFFFD?")]
    [InlineData("", "")]
    public void The_engines_words_are_shown_also_where_they_are_no_text(string body, string words) =>
        Assert.Equal(words, EngineRefusal.MessageIn(Encoding.Latin1.GetBytes(body)));

    [Fact]
    public async Task A_refusal_without_end_is_not_read_to_it()
    {
        using var endless = new StreamContent(new Zeros());
        using var answer = new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = endless };

        await Assert.ThrowsAsync<HttpRequestException>(() => EngineRefusal.ThrowUnlessSuccessAsync("POST /build", answer, Token));
    }

    private sealed class Zeros : MemoryStream
    {
        public override bool CanSeek => false;

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => WriteAllAsync(destination, cancellationToken);

        private static async Task WriteAllAsync(Stream destination, CancellationToken cancellationToken)
        {
            while (true)
            {
                await destination.WriteAsync(new byte[10_000], cancellationToken);
            }
        }
    }
}
