using System.Collections.Immutable;
using System.Text.Json;
using Harpoon.BuildKit;
using Harpoon.BuildKit.Control;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.BuildKit.Sessions;
using Harpoon.Engine.Builds.BuildKit.Solving;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.BuildKit.Checks;

/// <summary>Runs BuildKit's checks of Dockerfiles, without a build.</summary>
internal sealed class BuildKitCheck(IEngine engine, HostEnvironment host, TimeProvider time)
{
    private const string Request = "frontend.lint";

    /// <summary>What a frontend must understand, its own and one that the Dockerfile names.</summary>
    private const string Capability = "moby.buildkit.frontend.subrequests+forward";

    private const string Answer = "result.json";

    /// <summary>Returns the warnings of the checks, each at its line.</summary>
    /// <exception cref="HarpoonException">HRP3164: this BuildKit has no checks; HRP3007: the Dockerfile can't be checked.</exception>
    public async Task<ImmutableArray<Diagnostic>> RunAsync(ImageBuildPlan plan, IReport report, CancellationToken cancellationToken)
    {
        var context = new ContextTree(plan.Context.Entries, plan.Fingerprint);
        var named = new NamedTrees(plan);
        var credentials = new RegistryCredentials(host, cancellationToken) { Sources = plan.Request.Credentials };
        var locator = new VertexLocator(plan.Request, BaseTriggers.Of(plan));
        try
        {
            var contents = SessionContents.Of(plan, context, host, new SessionLogins(credentials, new LoginScope(plan, engine, time)), new MissingSecrets(plan), named.Served(plan.Request)).WithIgnoreFile(plan);
            var opening = new SessionOpening(engine);
            await using var session = await opening.OpenAsync(contents, cancellationToken);
            await using var control = await opening.OpenControlAsync(cancellationToken);
            await LayoutRefusal.ThrowIfNeededAsync(plan.Request, control, cancellationToken);
            var answer = await AskAsync(control, SolveRequests.Of(plan.Request, session.Id), locator, cancellationToken);
            if (answer.Error is { } error)
            {
                throw new HarpoonException(Diagnostic.Of("HRP3007", error.Message).At(
                    error.Ranges is [var range, ..] ? locator.OfLine(range.StartLine) : locator.OfError(error.Message) ?? locator.Start));
            }

            return [.. answer.Warnings.Select(warning => BuildKitWarning.Of(warning, locator))];
        }
        catch (BuildKitException e)
        {
            throw new HarpoonException(SessionFailure.Of(e, [context, .. named.Trees]), e);
        }
        finally
        {
            credentials.ReportWarnings(report);
        }
    }

    private static async Task<CheckAnswer> AskAsync(ControlClient control, SolveRequest build, VertexLocator locator, CancellationToken cancellationToken)
    {
        var request = build with { FrontendAttributes = build.FrontendAttributes.SetItem("requestid", Request).SetItem("frontend.caps", Capability) };
        try
        {
            var metadata = await control.AskFrontendAsync(request, cancellationToken);
            return metadata.TryGetValue(Answer, out var json)
                ? CheckAnswer.Parse(json)
                : throw new HarpoonException(Diagnostic.Of("HRP3164"));
        }
        catch (SolveFailedException e) when (IsUnknown(e.Failure))
        {
            throw new HarpoonException(Diagnostic.Of("HRP3164"), e);
        }
        catch (SolveFailedException e)
        {
            throw new HarpoonException(
                Diagnostic.Of("HRP3007", e.Message).At(locator.OfSources(e.Failure.Sources) ?? locator.OfError(e.Message) ?? locator.Start), e);
        }
        catch (JsonException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3032", $"The result of the checks can't be read: {e.Message}"), e);
        }
    }

    /// <summary>BuildKit 0.8 has words alone for it.</summary>
    private static bool IsUnknown(SolveFailure failure) =>
        failure.UnknownSubrequest is not null || failure.MissingCapability is not null
        || failure.Message.Contains($"unsupported request {Request}", StringComparison.Ordinal);
}
