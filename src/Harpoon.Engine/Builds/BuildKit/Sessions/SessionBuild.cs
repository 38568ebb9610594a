using Harpoon.BuildKit;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tracing;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Failures;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>One build by an open session.</summary>
internal sealed class SessionBuild(
    IEngine engine, BuildKitSession session, BuildKitLog log, VertexLocator locator, RegistryCredentials credentials, TimeProvider time)
{
    /// <summary>How long the engine may take to say that it misses its session.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(5);

    /// <summary>The secrets that the engine asked for in vain; null for none.</summary>
    public MissingSecrets? Missing { get; init; }

    /// <summary>Builds to the end.</summary>
    /// <exception cref="HarpoonException">The build failed, or was refused.</exception>
    /// <exception cref="BuildKitException">The session broke, or had not what the engine asked for.</exception>
    public async Task RunAsync(ImageBuildRequest request, CancellationToken cancellationToken)
    {
        var query = BuildQuery.Of(
            request,
            ContextContents.ServedDockerfile,
            new("version", "2"),
            new("remote", "client-session"),
            new("session", session.Id),
            new("buildid", session.Id));
        try
        {
            await AttendAsync(query, cancellationToken);
        }
        catch (HarpoonException e) when (session.Failure is { } failure && IsOfThisSide(failure))
        {
            // The engine knows only that something was missing. Of all else it knows more: what it stops itself looks broken from here.
            throw new BuildKitException(failure.Failure, failure.Message, failure.InnerException ?? e) { Path = failure.Path };
        }
        catch (Exception e) when (e is OperationCanceledException or BuildKitException)
        {
            await CancelAsync();
            throw;
        }
        finally
        {
            log.Complete();
        }
    }

    private static bool IsOfThisSide(BuildKitException failure) => failure.Failure is
        BuildKitFailure.FileUnreadable or BuildKitFailure.FileGone or BuildKitFailure.AgentUnreachable;

    /// <summary>Follows the build, and gives it up when its session is gone.</summary>
    private async Task AttendAsync(IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = FollowAsync(query, ending.Token);
        if (await Task.WhenAny(following, session.Completion) == following)
        {
            await following;
            return;
        }

        // The engine mostly ends the build itself then, and says more.
        await Task.WhenAny(following, Task.Delay(Grace, time, cancellationToken));
        await ending.CancelAsync();
        try
        {
            await following;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await session.Completion;
            throw new BuildKitException(BuildKitFailure.ConnectionLost, "The engine closed the session before the build was over.", e);
        }
    }

    private async Task FollowAsync(IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellationToken)
    {
        string? error = null;
        await using var ticking = time.CreateTimer(_ => log.Tick(), state: null, Tick, Tick);
        try
        {
            await using var answer = await engine.Images.BuildAsync(query, context: null, logins: null, cancellationToken);
            await foreach (var reply in BuildReplyReader.ReadAsync(answer, cancellationToken))
            {
                error ??= reply.Error;
                log.Take(reply);
            }
        }
        catch (EngineRefusedException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3007", e.ResponseMessage).At(locator.OfError(e.ResponseMessage) ?? locator.Start), e);
        }

        if (error is not null)
        {
            throw new StepFailedException(BuildKitBuildFailure.Of(error, log, locator, credentials, Missing), BuildKitBuildFailure.StepOf(log, locator));
        }
    }

    /// <summary>Aborting the request ends a build too, in the engine's own time. What this call says is of no use to anyone.</summary>
    private async Task CancelAsync()
    {
        using var limited = new CancellationTokenSource(CancelLimit);
        try
        {
            await engine.Images.CancelBuildAsync(session.Id, limited.Token);
        }
        catch (Exception e) when (e is HarpoonException or OperationCanceledException)
        {
            // The build has ended already, or the engine is lost.
        }
    }
}
