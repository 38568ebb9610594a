using System.Collections.Immutable;
using System.Text;
using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.BuildKit.Tracing;

namespace Harpoon.BuildKit.Tests.Daemon;

/// <summary>A build by a session on the real daemon, and all that it reported.</summary>
internal sealed record DaemonBuild(ImmutableArray<TraceUpdate> Updates, SolveResponse? Response, SolveFailure? Refusal)
{
    public string? ImageId => Response?.ImageDigest;

    public string? Error => Refusal?.Message;

    public long BytesSent { get; init; }

    /// <summary>What went wrong on our side.</summary>
    public BuildKitException? Failure { get; init; }

    /// <summary>What ended the session.</summary>
    public BuildKitException? End { get; init; }

    public IEnumerable<TraceVertex> Vertexes => Updates.SelectMany(update => update.Vertexes);

    public string Log => string.Concat(Updates.SelectMany(update => update.Logs).Select(log => Encoding.UTF8.GetString(log.Message.Span)));

    /// <param name="dockerfile">What to build.</param>
    /// <param name="context">From what.</param>
    /// <param name="options">With what.</param>
    /// <param name="tag">As what.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="cutAfter">The session's connection breaks after so many bytes.</param>
    public static async Task<DaemonBuild> RunAsync(
        string dockerfile, IFileTree context, SessionOptions options, string tag, CancellationToken cancellationToken, long cutAfter = long.MaxValue)
    {
        var transport = new UpgradeTransport(new CutStream(await TestDaemon.ConnectAsync(cancellationToken), cutAfter), TestDaemon.ApiPath);
        return await RunAsync(transport, dockerfile, context, options, tag, isCut: cutAfter != long.MaxValue, cancellationToken);
    }

    /// <param name="transport">How the session reaches the daemon.</param>
    /// <param name="dockerfile">What to build.</param>
    /// <param name="context">From what.</param>
    /// <param name="options">With what.</param>
    /// <param name="tag">As what.</param>
    /// <param name="isCut">Whether the session is waited for after the build: it breaks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<DaemonBuild> RunAsync(
        ISessionTransport transport, string dockerfile, IFileTree context, SessionOptions options, string tag, bool isCut, CancellationToken cancellationToken)
    {
        var files = new MemoryTree([new("Dockerfile", Encoding.UTF8.GetBytes(dockerfile))]);
        var offered = options with
        {
            Folders = new Dictionary<string, IFileTree> { ["context"] = context, ["dockerfile"] = files },
        };
        await using var session = await BuildKitSession.OpenAsync(transport, offered, cancellationToken);
        await using var control = await ConnectAsync(cancellationToken);
        var build = await SolveAsync(control, Request(session.Id, tag), cancellationToken);
        if (isCut)
        {
            await Task.WhenAny(session.Completion, Task.Delay(TimeSpan.FromSeconds(10), cancellationToken));
        }

        return build with
        {
            BytesSent = session.BytesSent,
            Failure = session.Failure,
            End = session.Completion.Exception?.InnerException as BuildKitException,
        };
    }

    public static async Task<ControlClient> ConnectAsync(CancellationToken cancellationToken) => new(
        await new UpgradeTransport(await TestDaemon.ConnectAsync(cancellationToken), TestDaemon.ApiPath).OpenControlAsync(cancellationToken));

    public static SolveRequest Request(string session, string tag) => new(Guid.NewGuid().ToString("n"), session)
    {
        FrontendAttributes = ImmutableSortedDictionary<string, string>.Empty.Add("filename", "Dockerfile"),
        Exporters = [new("moby", ImmutableSortedDictionary<string, string>.Empty.Add("name", $"docker.io/library/{tag}"))],
    };

    public static async Task<DaemonBuild> SolveAsync(ControlClient control, SolveRequest request, CancellationToken cancellationToken)
    {
        var updates = FollowAsync(control, request.Ref, cancellationToken);
        try
        {
            var response = await control.SolveAsync(request, cancellationToken);
            return new DaemonBuild(await updates, response, Refusal: null);
        }
        catch (SolveFailedException e)
        {
            return new DaemonBuild(await updates, Response: null, e.Failure);
        }
    }

    public static async Task RemoveImageAsync(string tag, CancellationToken cancellationToken)
    {
        using var http = TestDaemon.Http();
        using var response = await http.DeleteAsync(new Uri($"images/{tag}?force=true", UriKind.Relative), cancellationToken);
    }

    private static async Task<ImmutableArray<TraceUpdate>> FollowAsync(ControlClient control, string reference, CancellationToken cancellationToken)
    {
        var updates = ImmutableArray.CreateBuilder<TraceUpdate>();
        try
        {
            await foreach (var update in control.StatusAsync(reference, cancellationToken))
            {
                updates.Add(update);
            }
        }
        catch (RpcException)
        {
            // The build ended before it was followed.
        }

        return updates.DrainToImmutable();
    }
}
