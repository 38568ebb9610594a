using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Services;

/// <summary>Carries an agent's protocol between a step and the agent, a question and its answer at a time.</summary>
internal sealed class ForwardAgentMethod(SshAgents agents) : IRpcMethod
{
    /// <inheritdoc/>
    public string Name => "/moby.sshforward.v1.SSH/ForwardAgent";

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        await using var agent = await agents.Find(call.Metadata.First("buildkit.ssh.id")).ConnectAsync(cancellationToken);
        var questions = new AgentQuestions();
        while (await call.ReadAsync(cancellationToken) is { } message)
        {
            questions.Add(BytesMessage.DataOf(message.Span));
            while (questions.Take() is { } question)
            {
                await call.WriteAsync(BytesMessage.Of((await AnswerAsync(agent, question, cancellationToken)).Span), cancellationToken);
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> AnswerAsync(
        ISshAgentConnection agent, ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
        AgentMessage.IsAllowed(question.Span) ? await agent.AskAsync(question, cancellationToken) : AgentMessage.Refusal;
}
