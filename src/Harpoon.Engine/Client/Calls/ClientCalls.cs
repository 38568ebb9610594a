using System.Text;
using Docker.DotNet;

namespace Harpoon.Engine.Client.Calls;

/// <summary>
/// Calls by Docker.DotNet: those that only some builds make. What every build does goes by <see cref="EngineRequests"/>, whose start-up
/// costs less than the calls themselves.
/// </summary>
internal sealed class ClientCalls(EngineConnection connection)
{
    /// <summary>A call that is answered at once: within the connection's timeout.</summary>
    /// <param name="name">What is called, for the words of a refusal.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="EngineRefusedException">The engine said no.</exception>
    public Task<T> CallAsync<T>(
        string name, Func<DockerClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync(name, connection.Timeout, call, cancellationToken);

    /// <summary>A call that may take its time.</summary>
    /// <inheritdoc cref="CallAsync{T}(string, Func{DockerClient, CancellationToken, Task{T}}, CancellationToken)"/>
    public Task<T> CallAsync<T>(
        string name, TimeSpan timeout, Func<DockerClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        EngineCall.WithinAsync(connection.Endpoint, timeout, token => HeardAsync(name, call(connection.Docker.Client, token)), cancellationToken);

    private static async Task<T> HeardAsync<T>(string name, Task<T> answer)
    {
        try
        {
            return await answer;
        }
        catch (DockerApiException e)
        {
            throw EngineRefusal.Of(name, (int)e.StatusCode, Encoding.UTF8.GetBytes(e.ResponseBody ?? ""));
        }
    }
}
