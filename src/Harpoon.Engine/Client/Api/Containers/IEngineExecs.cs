using System.Collections.Immutable;
using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>Commands that are run beside the main one of a running container.</summary>
public interface IEngineExecs
{
    /// <summary>Prepares one: <c>POST /containers/{id}/exec</c>.</summary>
    /// <param name="container">The container.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <param name="hasInput">Whether it reads what is written to the stream of its start.</param>
    /// <returns>What it is called from here on.</returns>
    /// <exception cref="EngineRefusedException">The container does not run.</exception>
    Task<string> CreateAsync(string container, ImmutableArray<string> command, CancellationToken cancellationToken, bool hasInput = false);

    /// <summary>Starts it: <c>POST /exec/{id}/start</c>. What it writes is in the stream, multiplexed, which ends with it.</summary>
    /// <exception cref="EngineRefusedException">The container does not run any more, or has no such program.</exception>
    Task<Stream> StartAsync(string exec, CancellationToken cancellationToken);

    /// <summary>What it ended with: <c>GET /exec/{id}/json</c>.</summary>
    Task<int> ExitCodeAsync(string exec, CancellationToken cancellationToken);
}
