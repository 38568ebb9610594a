using System.Buffers;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Services;

/// <summary>Carries an agent's protocol between a step and the agent, a question and its answer at a time.</summary>
internal sealed class ForwardAgentMethod(SshAgents agents) : IRpcMethod
{
    private const int BytesMessageData = 1;

    /// <inheritdoc/>
    public string Name => "/moby.sshforward.v1.SSH/ForwardAgent";

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        await using var agent = await agents.Find(call.Metadata.First("buildkit.ssh.id")).ConnectAsync(cancellationToken);
        var questions = new AgentQuestions();
        while (await call.ReadAsync(cancellationToken) is { } message)
        {
            questions.Add(Data(message.Span));
            while (questions.Take() is { } question)
            {
                await call.WriteAsync(Message(await AnswerAsync(agent, question, cancellationToken)), cancellationToken);
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> AnswerAsync(Stream agent, ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        if (!AgentMessage.IsAllowed(question.Span))
        {
            return AgentMessage.Refusal;
        }

        try
        {
            await agent.WriteAsync(question, cancellationToken);
            return await AgentMessage.ReadAsync(agent, cancellationToken);
        }
        catch (IOException e)
        {
            throw new BuildKitException(BuildKitFailure.AgentUnreachable, $"The ssh agent went away: {e.Message}", e);
        }
    }

    private static ReadOnlySpan<byte> Data(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var data = ReadOnlySpan<byte>.Empty;
        while (reader.Next())
        {
            if (reader.Field == BytesMessageData)
            {
                data = reader.ReadBytes();
            }
        }

        return data;
    }

    private static ReadOnlyMemory<byte> Message(ReadOnlyMemory<byte> data)
    {
        var message = new ArrayBufferWriter<byte>();
        new ProtoWriter(message).Write(BytesMessageData, data.Span);
        return message.WrittenMemory;
    }
}
