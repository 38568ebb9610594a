using Harpoon.Engine.Builds.Failures;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>The engine's own builder, by <c>POST /build</c>: every engine has it.</summary>
internal sealed class ClassicBuilder(IEngine engine, HostEnvironment host) : IImageBuilder
{
    /// <summary>How often a build begins again that lost a step to another's removal: under load each is about one in ten.</summary>
    private const int Repeats = 5;

    /// <summary>How long the engine may take to remove a step's container; measured is half a second.</summary>
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RemovalPause = TimeSpan.FromMilliseconds(50);

    public async Task<ImageBuildResult> BuildAsync(ImageBuildPlan plan, IReport report, CancellationToken cancellationToken)
    {
        BuildKitRefusal.ThrowIfNeeded(plan.Request);
        await using var folders = new FolderImages(engine, plan, host);
        if (plan.Request.NamedContexts.IsEmpty)
        {
            return await BuildAsync(plan, folders, report, cancellationToken);
        }

        await folders.BuildAsync(report, cancellationToken);
        var result = await BuildAsync(folders.Rewritten(), folders, report, cancellationToken);
        return result with { NamedChanged = await folders.ChangeAsync(cancellationToken) };
    }

    private async Task<ImageBuildResult> BuildAsync(ImageBuildPlan plan, FolderImages folders, IReport report, CancellationToken cancellationToken)
    {
        var credentials = new RegistryCredentials(host, cancellationToken) { Sources = plan.Request.Credentials };
        try
        {
            for (var repeats = 0; repeats < Repeats; repeats++)
            {
                try
                {
                    return await BuildOnceAsync(plan, folders, report, credentials, cancellationToken);
                }
                catch (LostStepException)
                {
                    report.Message(MessageLevel.Normal, $"Building {plan.Request.Name} again, because the image of a step was removed together with another image.");
                }
            }

            return await BuildOnceAsync(plan, folders, report, credentials, cancellationToken);
        }
        finally
        {
            credentials.ReportWarnings(report);
        }
    }

    private async Task<ImageBuildResult> BuildOnceAsync(
        ImageBuildPlan plan, FolderImages folders, IReport report, RegistryCredentials credentials, CancellationToken cancellationToken)
    {
        using var log = new ClassicBuildLog(report);
        await using var tar = plan.Context.OpenTar(cancellationToken);
        try
        {
            await FollowAsync(plan, folders, tar, log, report, credentials, cancellationToken);
        }
        catch (Exception e)
        {
            await AwaitStepContainersEndAsync(log);
            if (e is OperationCanceledException && !plan.Request.Builder.Engine.EndsStepOnCancel && log.Step is { } step && step.Instruction.StartsWith("RUN ", StringComparison.Ordinal))
            {
                report.Warning(Diagnostic.Of("HRP3065", step.Instruction));
            }

            throw;
        }

        var id = log.ImageId ?? throw new HarpoonException(Diagnostic.Of("HRP3008"));
        var scope = CopiedSources.ScopeOf(plan);
        return new ImageBuildResult(id, log.Steps, log.CachedSteps)
        {
            Scope = scope,
            Changed = await plan.Context.ChangeSinceAsync(tar.Racy, plan.Fingerprint, scope, cancellationToken),
            UsedBases = UsedBases(plan.Request, log),
        };
    }

    private static Dictionary<string, string> UsedBases(ImageBuildRequest request, ClassicBuildLog log)
    {
        var locator = new StepLocator(request.Dockerfile, request.Syntax);
        var used = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (step, id) in log.UsedIds)
        {
            if (request.BaseAt(locator.LineOfStep(step)) is { } image)
            {
                used[image.Reference] = id;
            }
        }

        return used;
    }

    private async Task FollowAsync(
        ImageBuildPlan plan,
        FolderImages folders,
        ContextTar tar,
        ClassicBuildLog log,
        IReport report,
        RegistryCredentials credentials,
        CancellationToken cancellationToken)
    {
        var locator = new StepLocator(plan.Request.Dockerfile, plan.Request.Syntax);

        // Containers of steps go, whether the step went well or not.
        var query = BuildQuery.Of(
            plan.Request, plan.Context.DockerfileName, new("version", "1"), new("rm", "1"), new("forcerm", "1"));
        try
        {
            var logins = await BaseLogins.FindAsync(plan, credentials);
            await using var upload = new ContextUpload(tar.Stream, plan.Context.TarSize, report);
            await using var answer = await engine.Images.BuildAsync(query, upload, logins.Count == 0 ? null : RegistryHeaders.Of(logins), cancellationToken);
            await foreach (var sent in EngineMessages.ReadAsync(answer, "build", cancellationToken))
            {
                var message = folders.InUsersWords(sent);
                if (message.Error is not null)
                {
                    var failure = ClassicBuildFailure.Of(message, log, plan.Request, credentials);
                    throw LostStepException.Matches(message)
                        ? new LostStepException(failure)
                        : new StepFailedException(
                            await PodmanNames.ExplainAsync(
                                failure, plan.Request, log.BaseOf(plan.Request, locator)?.Reference, engine.Images, cancellationToken),
                            ClassicBuildFailure.StepOf(message, log, plan.Request, locator));
                }

                log.Take(message);
            }
        }
        catch (HarpoonException e) when (tar.Failure is { } failure && e != failure)
        {
            // The context could not be read: what the engine makes of half a tar is of no use.
            throw failure;
        }
        catch (EngineRefusedException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3007", e.ResponseMessage).At(locator.OfError(e.ResponseMessage) ?? plan.Request.Dockerfile.Start), e);
        }
        finally
        {
            log.Complete();
        }
    }

    /// <summary>
    /// The engine removes a step's container in its own time, and who builds again at once must not meet it. It is waited for and never removed from here: its id
    /// stands in the output, where a step can write another's.
    /// </summary>
    private async Task AwaitStepContainersEndAsync(ClassicBuildLog log)
    {
        if (log.StepContainer is not { } container)
        {
            return;
        }

        using var limited = new CancellationTokenSource(RemovalLimit);
        try
        {
            while (true)
            {
                await engine.Containers.InspectAsync(container, limited.Token);
                await Task.Delay(RemovalPause, limited.Token);
            }
        }
        catch (Exception e) when (e is HarpoonException or OperationCanceledException || LostEngine.IsLoss(e))
        {
            // It is gone, or the engine is, or it takes too long.
        }
    }
}
