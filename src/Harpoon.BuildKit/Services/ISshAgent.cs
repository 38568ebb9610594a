namespace Harpoon.BuildKit.Services;

/// <summary>An ssh agent that a build may use.</summary>
public interface ISshAgent
{
    /// <summary>Connects to it.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.AgentUnreachable"/>.</exception>
    Task<ISshAgentConnection> ConnectAsync(CancellationToken cancellationToken);
}
