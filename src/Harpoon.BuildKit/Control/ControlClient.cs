using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Grpc.Client;
using Harpoon.BuildKit.Tracing;

namespace Harpoon.BuildKit.Control;

/// <summary>
/// Calls of BuildKit's service <c>moby.buildkit.v1.Control</c> over one connection. See
/// <see href="https://github.com/moby/buildkit/blob/master/api/services/control/control.proto"/>.
/// </summary>
public sealed class ControlClient : IAsyncDisposable
{
    private const string Service = "/moby.buildkit.v1.Control/";

    private readonly Stream _connection;
    private readonly GrpcClient _calls;

    /// <param name="connection">A connection on which HTTP/2 is spoken from here on; closed when this is disposed of.</param>
    /// <param name="silence">After this silence the engine is asked for a sign of life, and has as long to give one; null for never. A BuildKit that is no engine's
    /// closes a connection that asks more often than every five minutes.</param>
    public ControlClient(Stream connection, TimeSpan? silence = null)
    {
        _connection = connection;
        _calls = new GrpcClient(OneConnection.Invoker(connection, silence));
    }

    /// <summary>Builds. Cancelling ends the build in the engine too.</summary>
    /// <exception cref="SolveFailedException">The build failed.</exception>
    /// <exception cref="BuildKitException">The connection was lost, or the response is malformed.</exception>
    public async Task<SolveResponse> SolveAsync(SolveRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _calls.CallAsync($"{Service}Solve", SolveEncoder.Encode(request), cancellationToken);
            return SolveResponse.Decode(response.Span);
        }
        catch (RpcException e)
        {
            throw new SolveFailedException(SolveFailureDecoder.Decode(e), e);
        }
    }

    /// <summary>Follows a build, also one that is not known yet, to its end.</summary>
    /// <param name="reference">The build: <see cref="SolveRequest.Ref"/>.</param>
    /// <param name="cancellationToken">Stops following it.</param>
    /// <exception cref="RpcException">The engine knows no such build, for example because it ended at once.</exception>
    /// <exception cref="BuildKitException">The connection was lost, or the response is malformed.</exception>
    public async IAsyncEnumerable<TraceUpdate> StatusAsync(string reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in _calls.StreamAsync($"{Service}Status", StatusRequest(reference), cancellationToken))
        {
            yield return TraceDecoder.Decode(update.Span);
        }
    }

    /// <summary>Asks a frontend what needs no build, such as <c>frontend.lint</c>, by its attribute <c>requestid</c>.</summary>
    /// <returns>The answer: texts by their names, such as <c>result.json</c>.</returns>
    /// <exception cref="SolveFailedException">The frontend refused, or does not know the request.</exception>
    /// <exception cref="BuildKitException">The connection was lost, or the response is malformed.</exception>
    public async Task<ImmutableDictionary<string, string>> AskFrontendAsync(SolveRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await new FrontendClient(_calls).AskAsync(request, SolveAsync, cancellationToken);
        }
        catch (RpcException e)
        {
            throw new SolveFailedException(SolveFailureDecoder.Decode(e), e);
        }
    }

    /// <summary>The workers that build: their platforms, and what kind of store they have.</summary>
    /// <exception cref="RpcException">The engine refused.</exception>
    /// <exception cref="BuildKitException">The connection was lost, or the response is malformed.</exception>
    public async Task<ImmutableArray<Worker>> ListWorkersAsync(CancellationToken cancellationToken)
    {
        var response = await _calls.CallAsync($"{Service}ListWorkers", ReadOnlyMemory<byte>.Empty, cancellationToken);
        return WorkerDecoder.Decode(response.Span);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        await _connection.DisposeAsync();
    }

    private static ReadOnlyMemory<byte> StatusRequest(string reference)
    {
        var message = new System.Buffers.ArrayBufferWriter<byte>();
        new Protobuf.ProtoWriter(message).Write(1, reference);
        return message.WrittenMemory;
    }
}
