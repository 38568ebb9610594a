using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.Services;

/// <summary>Says whether there is an agent, before a step that needs it starts. See <see href="https://github.com/moby/buildkit/blob/master/session/sshforward/ssh.proto"/>.</summary>
internal sealed class CheckAgentMethod(SshAgents agents) : UnaryMethod
{
    /// <inheritdoc/>
    public override string Name => "/moby.sshforward.v1.SSH/CheckAgent";

    /// <inheritdoc/>
    protected override ValueTask<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        agents.Find(SshAgents.ReadId(request.Span));
        return default;
    }
}
