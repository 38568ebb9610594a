using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Http2;

namespace Harpoon.BuildKit.Sessions;

/// <summary>A session: while it is open, the daemon can ask for files, secrets, logins and keys. Open it before the build that names it.</summary>
public sealed class BuildKitSession : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Http2Connection _connection;
    private BuildKitException? _failure;
    private long _sent;

    private BuildKitSession(Stream stream, IEnumerable<IRpcMethod> methods, SessionOptions options)
    {
        Id = options.Id;
        _connection = new Http2Connection(stream, new GrpcHandler(methods.Select(Recorded)), options.Limits);
        Completion = Task.Run(() => _connection.RunAsync(_closing.Token));
    }

    /// <summary>What the build names it by (<c>session=…</c>).</summary>
    public string Id { get; }

    /// <summary>Ends when the session does: well when it was disposed or the engine said goodbye, else with a <see cref="BuildKitException"/>.</summary>
    public Task Completion { get; }

    /// <summary>The first thing that went wrong on our side while the daemon asked for something (a file that can't be read); null if nothing did.</summary>
    public BuildKitException? Failure => Volatile.Read(ref _failure);

    /// <summary>The bytes of folders that were sent to the daemon so far: of a context and a Dockerfile, and not of a cache.</summary>
    public long BytesSent => Interlocked.Read(ref _sent);

    /// <summary>Opens a session.</summary>
    /// <exception cref="BuildKitException">The engine refused, or the connection broke.</exception>
    public static async Task<BuildKitSession> OpenAsync(ISessionTransport transport, SessionOptions options, CancellationToken cancellationToken)
    {
        var methods = SessionMethods.Of(options);
        var head = new SessionHead(options.Id, options.Name, options.SharedKey, [.. methods.Select(method => method.Name)]);
        var stream = await transport.OpenAsync(head, cancellationToken);
        return new BuildKitSession(stream, methods, options);
    }

    /// <summary>Closes it: says goodbye, and cancels what the daemon still asks for. Takes no longer than <see cref="Http2.Frames.Http2Limits.CloseTimeout"/> allows.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _connection.Dispose();
        _closing.Dispose();
    }

    private RecordedMethod Recorded(IRpcMethod method) => new(method, Record) { Sent = method is DiffCopyMethod ? size => Interlocked.Add(ref _sent, size) : _ => { } };

    private void Record(BuildKitException e) => Interlocked.CompareExchange(ref _failure, e, null);
}
