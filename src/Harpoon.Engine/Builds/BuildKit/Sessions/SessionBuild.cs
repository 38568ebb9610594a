using Harpoon.BuildKit;
using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Sessions;
using Harpoon.Engine.Builds.BuildKit.Caches;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.BuildKit.Solving;
using Harpoon.Engine.Builds.Failures;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>One build by an open session.</summary>
internal sealed class SessionBuild(
    ControlClient control, BuildKitSession session, BuildKitLog log, VertexLocator locator, RegistryCredentials credentials, TimeProvider time)
{
    /// <summary>How long the engine may take to say that it misses its session, and its progress to end after the build. The docker CLI's builder waits as long.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    /// <summary>The secrets that the engine asked for in vain; null for none.</summary>
    public MissingSecrets? Missing { get; init; }

    /// <summary>The caches that it reads and writes; null for none.</summary>
    public CacheResults? Caches { get; init; }

    /// <summary>Builds to the end.</summary>
    /// <exception cref="HarpoonException">The build failed, or was refused.</exception>
    /// <exception cref="BuildKitException">The session broke, or had not what the engine asked for.</exception>
    public async Task<SolveResponse> RunAsync(ImageBuildRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await AttendAsync(SolveRequests.Of(request, session.Id, Caches?.Caches), cancellationToken);
        }
        catch (SolveFailedException e) when (Caches?.LeaveOut(e.Failure) == true)
        {
            return await RunAsync(request, cancellationToken);
        }
        catch (HarpoonException e) when (session.Failure is { } failure && IsOfThisSide(failure))
        {
            // The engine knows only that something was missing. Of all else it knows more: what it stops itself looks broken from here.
            throw new BuildKitException(failure.Failure, failure.Message, failure.InnerException ?? e) { Path = failure.Path };
        }
        finally
        {
            log.Complete();
        }
    }

    private static bool IsOfThisSide(BuildKitException failure) => failure.Failure is
        BuildKitFailure.FileUnreadable or BuildKitFailure.FileGone or BuildKitFailure.AgentUnreachable;

    /// <summary>Follows the build, and gives it up when its session is gone.</summary>
    private async Task<SolveResponse> AttendAsync(SolveRequest request, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var building = SolveAsync(request, ending.Token);
        if (await Task.WhenAny(building, session.Completion) == building)
        {
            return await building;
        }

        // The engine mostly ends the build itself then, and says more.
        await Task.WhenAny(building, Task.Delay(Grace, time, cancellationToken));
        await ending.CancelAsync();
        try
        {
            return await building;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await session.Completion;
            throw new BuildKitException(BuildKitFailure.ConnectionLost, "The engine closed the session before the build was over.", e);
        }
    }

    private async Task<SolveResponse> SolveAsync(SolveRequest request, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var ticking = time.CreateTimer(_ => log.Tick(), state: null, Tick, Tick);
        var solving = control.SolveAsync(request, ending.Token);
        var following = FollowAsync(request.Ref, ending.Token);
        try
        {
            return await ResponseAsync(solving, following, cancellationToken);
        }
        catch (SolveFailedException e) when (Caches?.IsRefusal(e.Failure) != true)
        {
            // What the failed step wrote last may still be on its way.
            await WaitAsync(following, cancellationToken);
            if (Caches?.FailureOf(log, e.Failure) is { } problem)
            {
                throw new HarpoonException(problem, e);
            }

            throw new StepFailedException(
                BuildKitBuildFailure.Of(e.Failure, log, locator, credentials, Missing), StepOf(e.Failure, request));
        }
        catch (RpcException e)
        {
            throw new BuildKitException(BuildKitFailure.MalformedMessage, $"The engine does not report the build's progress: {e.Message}", e);
        }
        finally
        {
            await ending.CancelAsync();
            await ((Task)solving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>BuildKit names the platform of a step only in a build for several.</summary>
    private FailedStep? StepOf(SolveFailure failure, SolveRequest request)
    {
        var step = BuildKitBuildFailure.StepOf(failure, log, locator);
        return step is { Platform: "" } && request.FrontendAttributes.TryGetValue("platform", out var platform) && !platform.Contains(',', StringComparison.Ordinal)
            ? step with { Platform = platform }
            : step;
    }

    private async Task<SolveResponse> ResponseAsync(Task<SolveResponse> solving, Task following, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(solving, following) == following && !following.IsCompletedSuccessfully)
        {
            // The build itself may say more. If it goes on, it can't be judged without its progress.
            await WaitAsync(solving, cancellationToken);
            await (solving.IsCompleted ? solving : following);
        }

        var response = await solving;
        await WaitAsync(following, cancellationToken);
        await (following.IsCompleted ? following : Task.CompletedTask);
        return response;
    }

    /// <summary>Waits for something that should end by itself, and not for long.</summary>
    private async Task WaitAsync(Task task, CancellationToken cancellationToken) => await Task.WhenAny(task, Task.Delay(Grace, time, cancellationToken));

    private async Task FollowAsync(string reference, CancellationToken cancellationToken)
    {
        await foreach (var update in control.StatusAsync(reference, cancellationToken))
        {
            log.Take(update);
        }
    }
}
