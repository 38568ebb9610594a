using Harpoon.BuildKit;
using Harpoon.BuildKit.Exports;
using Harpoon.Engine.Builds.BuildKit.Exporting;
using Harpoon.Engine.Builds.BuildKit.Caches;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.BuildKit.Sessions;
using Harpoon.Engine.Builds.BuildKit.Solving;
using Harpoon.Engine.Builds.Failures;
using Harpoon.Engine.Builds.Remote;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.BuildKit;

/// <summary>
/// BuildKit in the engine, by a session: the engine fetches from the context what it lacks. Nothing of Harpoon.BuildKit is a field here, since a class loads the
/// assemblies of its fields' types, and most builds need none.
/// </summary>
internal sealed class BuildKitBuilder(IEngine engine, HostEnvironment host, TimeProvider time) : IImageBuilder
{
    public async Task<ImageBuildResult> BuildAsync(ImageBuildPlan plan, IReport report, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var context = new ContextTree(plan.Context.Entries, plan.Fingerprint);
        var named = new NamedTrees(plan);
        var pushes = new RegistryCredentials(host, cancellationToken) { Sources = plan.Request.Credentials, Access = RegistryAccess.Push };
        var credentials = new RegistryCredentials(host, cancellationToken) { Sources = plan.Request.Credentials, Beside = pushes };
        var scope = new LoginScope(plan, engine, time);
        var missing = new MissingSecrets(plan);
        await using var export = BuildExports.Of(plan.Request.Output, report);
        var load = plan.Request.Delivery == ImageDelivery.Engine ? new EngineLoad(engine.Images) : null;
        try
        {
            var prepared = await new CachePreparation(host, pushes, report).PrepareAsync(plan.Request);
            var logins = new SessionLogins(credentials, scope) { Pushes = prepared.WritesTo(pushes, plan.Request.Delivery == ImageDelivery.Registry ? plan.Request.Tags : []) };
            var contents = SessionContents.Of(plan, context, host, logins, missing, named.Served(plan.Request)) with
            {
                Export = export ?? (IExportTarget?)load,
                Tokens = new SessionTokens(credentials, scope) { Pushes = logins.Pushes },
            };
            contents = contents with { ContentFolders = contents.ContentFolders.Concat(prepared.Folders).ToDictionary(StringComparer.Ordinal) };
            var opening = new SessionOpening(engine);
            await using var session = await opening.OpenAsync(contents, cancellationToken);
            await using var control = await opening.OpenControlAsync(cancellationToken);
            await LayoutRefusal.ThrowIfNeededAsync(plan.Request, control, cancellationToken);
            report.Message(MessageLevel.Low, $"The session with the engine's BuildKit is open, after {time.GetElapsedTime(start).TotalMilliseconds:0} ms.");
            var caches = new CacheResults(await CacheSupport.FilterAsync(prepared, control, engine.Capabilities, report, cancellationToken), session.Id, report);
            var locator = new VertexLocator(plan.Request, BaseTriggers.Of(plan));
            var images = new SolvedImages();
            foreach (var request in (await HostGateway.PutInAsync(plan.Request, control, engine, cancellationToken)).Separate())
            {
                if (!plan.Request.Parts.IsEmpty)
                {
                    report.Message(MessageLevel.High, $"Building {plan.Request.Name} for {request.Platform}.");
                }

                using var log = new BuildKitLog(report, locator, time) { ContextSize = plan.Context.Size, Named = scope.Add, IsOptional = caches.IsOptional };
                var response = await new SessionBuild(control, session, log, locator, credentials, time) { Missing = missing, Caches = caches }.RunAsync(request, cancellationToken);
                await caches.FinishAsync(log, cancellationToken);
                images.Add(response, log);
            }

            // Before the look at what changed: an output in the context is a part of the next build.
            var written = export?.Commit();
            var id = written is not null ? ""
                : (load is null ? images.Last.ImageDigest : await load.IdAsync([images.Last.ImageDigest, images.Last.ConfigDigest], cancellationToken)) ?? throw new HarpoonException(Diagnostic.Of("HRP3008"));
            var part = context.Scope;
            return new ImageBuildResult(id, images.Steps, images.CachedSteps)
            {
                ConfigDigest = images.Last.ConfigDigest,
                PlatformIds = images.Ids,
                Scope = part,
                Changed = await plan.Context.ChangeSinceAsync(context.Racy, plan.Fingerprint, part, cancellationToken),
                NamedScopes = named.Scopes,
                NamedChanged = await named.ChangeAsync(cancellationToken),
                BytesSent = session.BytesSent,
                Output = written,
                LacksCache = caches.HasFailed,
                FetchedBases = images.FetchedBases,
                UnreadBases = images.UnreadBases,
            };
        }
        catch (Exception e) when ((export?.Failure ?? load?.Failure) is not null && e is HarpoonException or BuildKitException)
        {
            // The engine says only that its client gave up.
            throw (export?.Failure ?? load?.Failure)!;
        }
        catch (StepFailedException e) when (PushedImages.FailureOf(plan.Request, e, pushes) is { } failure)
        {
            throw new HarpoonException(failure, e);
        }
        catch (BuildKitException e)
        {
            throw new HarpoonException(SessionFailure.Of(e, [context, .. named.Trees]), e);
        }
        finally
        {
            credentials.ReportWarnings(report);
            missing.ReportWarnings(report);
            foreach (var registry in scope.Refused)
            {
                report.Message(MessageLevel.Normal, $"The engine requested the login of {registry}, but no image of this build comes from there, so none was sent.");
            }
        }
    }
}
