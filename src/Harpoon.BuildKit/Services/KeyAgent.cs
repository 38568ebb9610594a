namespace Harpoon.BuildKit.Services;

/// <summary>An agent within this process: it lists its keys, and signs with them
/// (<see href="https://datatracker.ietf.org/doc/html/draft-ietf-sshm-ssh-agent"/>).</summary>
/// <param name="keys">The keys, in the order that they are tried in.</param>
public sealed class KeyAgent(IReadOnlyList<ISshKey> keys) : ISshAgent, ISshAgentConnection
{
    private const int RsaSha256 = 2;
    private const int RsaSha512 = 4;

    /// <inheritdoc/>
    public Task<ISshAgentConnection> ConnectAsync(CancellationToken cancellationToken) => Task.FromResult<ISshAgentConnection>(this);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
        Task.FromResult(AgentMessage.TypeOf(question.Span) switch
        {
            AgentMessage.RequestIdentities => Identities(),
            AgentMessage.SignRequest => Signature(new AgentReader(question.Span[AgentMessage.HeadSize..])),
            _ => AgentMessage.Refusal,
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SshSignatureHash Hash(int flags) => (flags & RsaSha512) != 0 ? SshSignatureHash.Sha512
        : (flags & RsaSha256) != 0 ? SshSignatureHash.Sha256
        : SshSignatureHash.Sha1;

    private ReadOnlyMemory<byte> Identities()
    {
        var answer = new AgentAnswer(AgentMessage.IdentitiesAnswer);
        answer.Write(keys.Count);
        foreach (var key in keys)
        {
            answer.Write(key.PublicKey.Span);
            answer.Write(key.Comment);
        }

        return answer.Finish();
    }

    private ReadOnlyMemory<byte> Signature(AgentReader question)
    {
        if (!question.TryRead(out ReadOnlySpan<byte> publicKey) || !question.TryRead(out ReadOnlySpan<byte> data) || !question.TryRead(out int flags))
        {
            return AgentMessage.Refusal;
        }

        foreach (var key in keys)
        {
            if (key.PublicKey.Span.SequenceEqual(publicKey) && key.Sign(data, Hash(flags)) is { } signature)
            {
                var answer = new AgentAnswer(AgentMessage.SignResponse);
                answer.Write(signature);
                return answer.Finish();
            }
        }

        return AgentMessage.Refusal;
    }
}
