using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2;

namespace Harpoon.BuildKit.Grpc;

/// <summary>Finds the method of each request, and says how it ended. See <see href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md"/>.</summary>
internal sealed class GrpcHandler(IEnumerable<IRpcMethod> methods) : IHttp2Handler
{
    private const string ContentType = "application/grpc";
    private const int UnsupportedMediaType = 415;

    private readonly FrozenDictionary<string, IRpcMethod> _methods = methods.ToFrozenDictionary(method => method.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task HandleAsync(Http2Stream stream, CancellationToken aborted)
    {
        var type = stream.Request.Fields.FirstOrDefault(field => field.Name == "content-type")?.Value ?? "";
        if (stream.Request.Method != "POST" || !type.StartsWith(ContentType, StringComparison.Ordinal))
        {
            stream.WriteHeaders([new(":status", UnsupportedMediaType.ToString(CultureInfo.InvariantCulture))], end: true);
            return;
        }

        stream.WriteHeaders([new(":status", "200"), new("content-type", ContentType)], end: false);
        using var call = new GrpcCall(stream);
        var (status, message) = await RunAsync(stream.Request.Path, call, aborted);
        if (!stream.WasReset)
        {
            stream.WriteHeaders(Trailers(status, message), end: true);
        }
    }

    private static IEnumerable<HeaderField> Trailers(RpcStatus status, string message)
    {
        yield return new("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message.Length > 0)
        {
            yield return new("grpc-message", GrpcText.Escape(message));
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a method throws is returned to its caller as a status.")]
    private async Task<(RpcStatus Status, string Message)> RunAsync(string path, GrpcCall call, CancellationToken aborted)
    {
        if (!_methods.TryGetValue(path, out var method))
        {
            return (RpcStatus.Unimplemented, $"unknown method {path}");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        if (GrpcTimeout.Parse(call.Metadata.First("grpc-timeout")) is { } timeout)
        {
            deadline.CancelAfter(timeout);
        }

        try
        {
            await method.HandleAsync(call, deadline.Token);
            return (RpcStatus.Ok, "");
        }
        catch (RpcException e)
        {
            return (e.Status, e.Message);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return (aborted.IsCancellationRequested ? RpcStatus.Cancelled : RpcStatus.DeadlineExceeded, "the call was given up");
        }
        catch (BuildKitException e)
        {
            return (e.Failure == BuildKitFailure.MalformedMessage ? RpcStatus.Internal : RpcStatus.Unknown, e.Message);
        }
        catch (Exception e)
        {
            return (RpcStatus.Unknown, e.Message);
        }
    }
}
