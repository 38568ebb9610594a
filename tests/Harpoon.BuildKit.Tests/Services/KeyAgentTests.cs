using Harpoon.BuildKit.Services;

namespace Harpoon.BuildKit.Tests.Services;

public sealed class KeyAgentTests
{
    private static readonly byte[] Refused = [0, 0, 0, 1, 5];

    private readonly FakeKey _key = new([1, 2, 3]);

    [Fact]
    public async Task Keys_are_listed_with_their_comments_in_their_order() => Assert.Equal(
        [0, 0, 0, 27, 12, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 1, (byte)'k', 0, 0, 0, 1, 9, 0, 0, 0, 1, (byte)'k'],
        await AskAsync([0, 0, 0, 1, 11]));

    [Theory]
    [InlineData(0, SshSignatureHash.Sha1)]
    [InlineData(2, SshSignatureHash.Sha256)]
    [InlineData(4, SshSignatureHash.Sha512)]
    [InlineData(6, SshSignatureHash.Sha512)]
    public async Task A_key_signs_what_it_is_given_with_the_hash_that_is_asked_for(byte flags, SshSignatureHash hash)
    {
        var answer = await AskAsync([0, 0, 0, 18, 13, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 2, 7, 8, 0, 0, 0, flags]);

        Assert.Equal([0, 0, 0, 8, 14, 0, 0, 0, 3, 7, 8, (byte)hash], answer);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 1, 13 })]
    [InlineData(new byte[] { 0, 0, 0, 5, 13, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0, 0, 0, 5, 13, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0, 0, 0, 14, 13, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 2, 7, 8 })]
    [InlineData(new byte[] { 0, 0, 0, 18, 13, 0, 0, 0, 3, 1, 2, 4, 0, 0, 0, 2, 7, 8, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 1, 19 })]
    public async Task What_is_cut_short_or_of_another_key_or_not_allowed_is_refused(byte[] question)
    {
        Assert.Equal(Refused, await AskAsync(question));
        Assert.Equal(0, _key.Signatures);
    }

    private async Task<byte[]> AskAsync(byte[] question)
    {
        await using var connection = await new KeyAgent([_key, new FakeKey([9])]).ConnectAsync(TestContext.Current.CancellationToken);
        return (await connection.AskAsync(question, TestContext.Current.CancellationToken)).ToArray();
    }

    /// <summary>Its signature is the data and the hash.</summary>
    private sealed class FakeKey(byte[] publicKey) : ISshKey
    {
        public ReadOnlyMemory<byte> PublicKey => publicKey;

        public string Comment => "k";

        public int Signatures { get; private set; }

        public byte[]? Sign(ReadOnlySpan<byte> data, SshSignatureHash hash)
        {
            Signatures++;
            return [.. data, (byte)hash];
        }
    }
}
