using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace Harpoon.BuildKit.Grpc.Client;

/// <summary>Calls methods of the other side, each with one message, over one HTTP/2 connection.</summary>
/// <param name="invoker">Has the connection.</param>
internal sealed class GrpcClient(HttpMessageInvoker invoker) : IDisposable
{
    /// <summary>What BuildKit's own client accepts.</summary>
    private const int LargestMessage = 16 << 20;

    /// <summary>Calls a method that returns one message.</summary>
    /// <exception cref="RpcException">The call ended with another status than Ok.</exception>
    /// <exception cref="BuildKitException">The connection was lost, or the response is malformed.</exception>
    public async Task<ReadOnlyMemory<byte>> CallAsync(
        string method, ReadOnlyMemory<byte> message, CancellationToken cancellationToken, KeyValuePair<string, string>? header = null)
    {
        ReadOnlyMemory<byte>? response = null;
        await foreach (var received in StreamAsync(method, message, cancellationToken, header))
        {
            response = received.ToArray();
        }

        return response ?? throw new BuildKitException(BuildKitFailure.MalformedMessage, $"The engine ended {method} without a message.");
    }

    /// <summary>Calls a method that returns any number of messages, each valid until the next one is read.</summary>
    /// <inheritdoc cref="CallAsync"/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync(
        string method, ReadOnlyMemory<byte> message, [EnumeratorCancellation] CancellationToken cancellationToken, KeyValuePair<string, string>? header = null)
    {
        using var request = Request(method, message);
        if (header is { Key: var name, Value: var value })
        {
            request.Headers.Add(name, value);
        }

        using var response = await GuardAsync(method, new ValueTask<HttpResponseMessage>(invoker.SendAsync(request, cancellationToken)), cancellationToken);
        ThrowIfFailed(method, response, response.Headers, mayBeOpen: true);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var reader = new GrpcMessageReader(body.ReadAsync, LargestMessage);
        while (await GuardAsync(method, reader.ReadAsync(cancellationToken), cancellationToken) is { } received)
        {
            yield return received;
        }

        ThrowIfFailed(method, response, response.TrailingHeaders, mayBeOpen: false);
    }

    public void Dispose() => invoker.Dispose();

    private static HttpRequestMessage Request(string method, ReadOnlyMemory<byte> message)
    {
        var framed = new byte[GrpcMessageReader.PrefixSize + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsMemory(GrpcMessageReader.PrefixSize));
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://docker{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(framed) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        return request;
    }

    /// <summary>A response that ends without a status was cut off, however orderly its end looks.</summary>
    private static void ThrowIfFailed(string method, HttpResponseMessage response, HttpResponseHeaders headers, bool mayBeOpen)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new BuildKitException(BuildKitFailure.MalformedMessage, $"The engine answered {method} with the HTTP status {(int)response.StatusCode}.");
        }

        switch (GrpcTrailers.StatusIn(headers))
        {
            case null when mayBeOpen: return;
            case null: throw new BuildKitException(BuildKitFailure.ConnectionLost, $"The engine ended {method} without a status.");
            case RpcStatus.Ok: return;
            case { } status: throw GrpcTrailers.ErrorIn(headers, status);
        }
    }

    private static async ValueTask<T> GuardAsync<T>(string method, ValueTask<T> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new BuildKitException(BuildKitFailure.ConnectionLost, $"The connection was lost during {method}: {(e.InnerException ?? e).Message}", e);
        }
        catch (RpcException e)
        {
            throw new BuildKitException(BuildKitFailure.MalformedMessage, $"The engine's response to {method} can't be read: {e.Message}", e);
        }
    }
}
