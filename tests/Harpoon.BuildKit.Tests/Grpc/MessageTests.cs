using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.Grpc;

/// <summary>Messages in the bytes of a call's body.</summary>
public sealed class MessageTests
{
    private static readonly byte[][] Messages = [[], [1], [.. Enumerable.Range(0, 5_000).Select(i => (byte)i)], [2, 3], new byte[70_000], [4]];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4_096)]
    [InlineData(int.MaxValue)]
    public async Task They_are_found_however_the_bytes_come(int step)
    {
        var bytes = Messages.SelectMany(message => RawClient.Message(message)).ToArray();
        var taken = 0;
        var reader = new GrpcMessageReader((buffer, _) =>
        {
            var length = Math.Min(Math.Min(buffer.Length, step), bytes.Length - taken);
            bytes.AsMemory(taken, length).CopyTo(buffer);
            taken += length;
            return new(length);
        });

        foreach (var message in Messages)
        {
            Assert.Equal(message, (await reader.ReadAsync(Token))?.ToArray());
        }

        Assert.Null(await reader.ReadAsync(Token));
    }

    [Fact]
    public void A_batch_has_each_message_with_its_prefix()
    {
        var batch = new MessageBatch();
        batch.Add([9]);
        batch.Clear();
        foreach (var message in Messages)
        {
            batch.Add(message.AsSpan(0, message.Length / 2), message.AsSpan(message.Length / 2));
        }

        Assert.Equal(Messages, batch.Messages.Select(message => message.ToArray()));
        Assert.Equal(Messages.SelectMany(message => RawClient.Message(message)), batch.Framed.ToArray());
    }
}
