namespace Harpoon.BuildKit.Services;

/// <summary>A connection to an agent that is another process.</summary>
internal sealed class StreamAgentConnection(Stream agent) : ISshAgentConnection
{
    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        try
        {
            await agent.WriteAsync(question, cancellationToken);
            return await AgentMessage.ReadAsync(agent, cancellationToken);
        }
        catch (IOException e)
        {
            throw new BuildKitException(BuildKitFailure.AgentUnreachable, $"The ssh agent closed the connection: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => agent.DisposeAsync();
}
