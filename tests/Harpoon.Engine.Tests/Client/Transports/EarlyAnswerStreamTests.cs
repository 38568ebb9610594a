using System.Text;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Transports;

public class EarlyAnswerStreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact(NotOnPodman = "refuses it without a word")]
    public async Task A_refusal_in_the_middle_of_an_upload_is_heard()
    {
        await using var engine = (ConnectedEngine)await TestEngine.ConnectAsync(Token);
        using var content = new StreamContent(new EndlessZeros(256L << 20));

        // The query alone is wrong, so the engine does not read what is sent.
        var answer = await engine.Connection.Http.SendAsync(new("POST", $"{engine.ApiPath}/build?buildargs=nonsense") { Content = content }, Token);

        Assert.Equal(400, answer.Status);
        Assert.Contains("invalid character", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
    }

    /// <summary>Many bytes from nowhere.</summary>
    private sealed class EndlessZeros(long length) : MemoryStream
    {
        private long _left = length;

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(_left, buffer.Length);
            _left -= count;
            buffer.Span[..count].Clear();
            return ValueTask.FromResult(count);
        }
    }
}
