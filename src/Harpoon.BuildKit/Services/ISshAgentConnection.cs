namespace Harpoon.BuildKit.Services;

/// <summary>A connection to an ssh agent, which answers a question at a time.</summary>
public interface ISshAgentConnection : IAsyncDisposable
{
    /// <summary>Asks.</summary>
    /// <param name="question">A whole message of the agent protocol, its length included.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>The answer, its length included.</returns>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.AgentUnreachable"/>, <see cref="BuildKitFailure.MalformedMessage"/>.</exception>
    Task<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken);
}
