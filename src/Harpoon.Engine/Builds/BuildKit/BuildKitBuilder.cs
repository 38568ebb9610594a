using Harpoon.BuildKit;
using Harpoon.Engine.Credentials;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Hosting;

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
        var credentials = new RegistryCredentials(host, cancellationToken) { Sources = plan.Request.Credentials };
        try
        {
            await using var session = await new SessionOpening(engine).OpenAsync(SessionContents.Of(plan, context, host, credentials), cancellationToken);
            report.Message(MessageLevel.Low, $"The session with the engine's BuildKit is open, after {time.GetElapsedTime(start).TotalMilliseconds:0} ms.");
            var locator = new VertexLocator(plan.Request);
            using var log = new BuildKitLog(report, locator, time) { ContextSize = plan.Context.Size };
            await new SessionBuild(engine, session, log, locator, credentials, time).RunAsync(plan.Request, cancellationToken);

            var id = log.ImageId ?? throw new HarpoonException(Diagnostic.Of("HRP3008"));
            var scope = context.Scope;
            return new ImageBuildResult(id, log.Steps, log.CachedSteps)
            {
                Scope = scope,
                Changed = await plan.Context.ChangeSinceAsync(context.Unsettled, plan.Fingerprint, scope, cancellationToken),
                BytesSent = session.BytesSent,
                FetchedBases = log.FetchedBases,
            };
        }
        catch (BuildKitException e)
        {
            throw new HarpoonException(SessionFailure.Of(e, context), e);
        }
        finally
        {
            credentials.TellWarnings(report);
        }
    }
}
