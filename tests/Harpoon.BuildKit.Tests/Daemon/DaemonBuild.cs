using System.Collections.Immutable;
using System.Text;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.BuildKit.Tracing;

namespace Harpoon.BuildKit.Tests.Daemon;

/// <summary>A build by a session on the real daemon, and all that it told.</summary>
internal sealed record DaemonBuild(ImmutableArray<BuildReply> Replies, long BytesSent, BuildKitException? Failure, BuildKitException? End)
{
    public string? ImageId => Replies.LastOrDefault(reply => reply.ImageId is not null)?.ImageId;

    public string? Error => Replies.FirstOrDefault(reply => reply.Error is not null)?.Error;

    public IEnumerable<TraceVertex> Vertexes => Replies.SelectMany(reply => reply.Trace?.Vertexes ?? []);

    public string Log => string.Concat(Replies
        .SelectMany(reply => reply.Trace?.Logs ?? [])
        .Select(log => Encoding.UTF8.GetString(log.Message.Span)));

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
        using var http = TestDaemon.Http();
        await using var session = await BuildKitSession.OpenAsync(transport, offered, cancellationToken);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"build?version=2&remote=client-session&session={session.Id}&buildid={session.Id}&t={tag}", UriKind.Relative));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var replies = ImmutableArray.CreateBuilder<BuildReply>();
        await foreach (var reply in BuildReplyReader.ReadAsync(body, cancellationToken))
        {
            replies.Add(reply);
        }

        if (isCut)
        {
            await Task.WhenAny(session.Completion, Task.Delay(TimeSpan.FromSeconds(10), cancellationToken));
        }

        var end = session.Completion.Exception?.InnerException as BuildKitException;
        return new DaemonBuild(replies.DrainToImmutable(), session.BytesSent, session.Failure, end);
    }

    public static async Task RemoveImageAsync(string tag, CancellationToken cancellationToken)
    {
        using var http = TestDaemon.Http();
        using var response = await http.DeleteAsync(new Uri($"images/{tag}?force=true", UriKind.Relative), cancellationToken);
    }
}
