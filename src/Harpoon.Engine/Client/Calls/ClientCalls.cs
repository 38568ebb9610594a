using System.Text.Json;
using Docker.DotNet;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Calls;

/// <summary>
/// Calls by Docker.DotNet: all but those that every build makes, whose wait for its start-up would be longer than they take (<see cref="EngineRequests"/>), and those
/// that it does not do right, each with its reason beside it.
/// </summary>
internal sealed class ClientCalls(EngineConnection connection)
{
    /// <summary>A call that is answered at once, by a status alone: within the connection's timeout.</summary>
    /// <param name="name">What is called, for the words of a refusal.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="EngineRefusedException">The engine said no.</exception>
    /// <exception cref="HarpoonException">HRP1070: something else has answered.</exception>
    public Task CallAsync(string name, Func<DockerClient, CancellationToken, Task> call, CancellationToken cancellationToken) =>
        CallAsync(name, connection.Timeout, call, cancellationToken);

    /// <summary>A call that may take its time.</summary>
    /// <inheritdoc cref="CallAsync(string, Func{DockerClient, CancellationToken, Task}, CancellationToken)"/>
    public Task CallAsync(
        string name, TimeSpan timeout, Func<DockerClient, CancellationToken, Task> call, CancellationToken cancellationToken) =>
        EngineCall.WithinAsync(connection.Endpoint, timeout, token => UnderstandAsync(name, () => DoneAsync(call(connection.Docker.Client, token))), cancellationToken);

    /// <summary>A call that is answered at once, by an object or a list.</summary>
    /// <param name="name">What is called, for the words of a refusal.</param>
    /// <param name="call">The call.</param>
    /// <param name="read">Takes out of the answer what is needed. It fails as reading JSON does if that is not there.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="EngineRefusedException">The engine said no.</exception>
    /// <exception cref="HarpoonException">HRP1070: the answer is not understood.</exception>
    public Task<T> ReadAsync<TAnswer, T>(
        string name, Func<DockerClient, CancellationToken, Task<TAnswer>> call, Func<TAnswer, T> read, CancellationToken cancellationToken)
        where TAnswer : class =>
        EngineCall.WithinAsync(
            connection.Endpoint,
            connection.Timeout,
            token => UnderstandAsync(name, async () => read(await call(connection.Docker.Client, token) ?? throw new JsonException("It is null."))),
            cancellationToken);

    /// <summary>A call without a limit of its own.</summary>
    /// <inheritdoc cref="CallAsync(string, Func{DockerClient, CancellationToken, Task}, CancellationToken)"/>
    public Task<T> StartAsync<T>(string name, Func<DockerClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        UnderstandAsync(name, () => call(connection.Docker.Client, cancellationToken));

    private static async Task<bool> DoneAsync(Task call)
    {
        await call;
        return true;
    }

    private static async Task<T> UnderstandAsync<T>(string name, Func<Task<T>> call)
    {
        var body = AnswerGuard.Receive();
        try
        {
            return await call();
        }
        catch (DockerApiException e)
        {
            throw EngineRefusal.Of(name, (int)e.StatusCode, body.Bytes.Span);
        }
        // Docker.DotNet has no other exception for a time that is no text.
        catch (Exception e) when (EngineAnswer.IsOfContent(e) || e is NotImplementedException)
        {
            throw EngineAnswer.NotUnderstood(name, body.Bytes.Span, e);
        }
    }
}
