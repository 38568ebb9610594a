using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Failures;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs;

/// <summary>Creates the container of a run. By default its image is pulled only when the engine reports that it is missing: asking first would cost every run a call.</summary>
internal static class ContainerCreation
{
    /// <param name="options">What to run.</param>
    /// <param name="spec">The container to create.</param>
    /// <param name="engine">Where.</param>
    /// <param name="host">Who is logged in to registries.</param>
    /// <param name="report">Gets the pull's progress and the engine's warnings.</param>
    /// <param name="setUp">Gives up waiting for the engine's answer to the creation.</param>
    /// <param name="cancellationToken">Ends the pull.</param>
    /// <exception cref="HarpoonException">HRP4021 to HRP4024, HRP4081, HRP5003, HRP5004, HRP5005.</exception>
    public static async Task<string> CreateAsync(
        ContainerRunOptions options,
        ContainerSpec spec,
        IEngine engine,
        HostEnvironment host,
        IReport report,
        CancellationToken setUp,
        CancellationToken cancellationToken)
    {
        spec = OwnershipMark.Put(spec);
        spec = spec with { User = await RunUser.ResolveAsync(spec.User, engine, host, report, setUp) };
        BindFolders.Make(options.Volumes, engine.Endpoint, report);
        BindFolders.Warn(options.Volumes, engine.Endpoint, host, report);
        CreatedContainer created;
        if (options.ImageId is not null && options.Pull == PullPolicy.Always)
        {
            report.Warning(Diagnostic.Of("HRP4080", options.Image).AboutProperty("DockerRunPull"));
        }
        else if (options.Pull == PullPolicy.Always)
        {
            await ImagePull.ExecuteAsync(RequestOf(options), engine, host, report, cancellationToken);
        }

        try
        {
            created = await engine.Containers.CreateAsync(spec, setUp);
        }
        catch (EngineRefusedException e) when (e.Kind is RefusalKind.ImageMissing or RefusalKind.ImageOfOtherPlatform && options is { Pull: PullPolicy.Missing, ImageId: null })
        {
            await ImagePull.ExecuteAsync(RequestOf(options), engine, host, report, cancellationToken, code: "HRP4022");
            created = await CreateAgainAsync(options, spec, engine, setUp);
        }
        catch (EngineRefusedException e)
        {
            throw Explained(options, e);
        }

        foreach (var warning in created.Warnings)
        {
            report.Warning(Diagnostic.Of("HRP4043", warning));
        }

        await DroppedLimits.ReportAsync(created.Id, spec, engine, report, setUp);
        return created.Id;
    }

    private static PullRequest RequestOf(ContainerRunOptions options) => new(options.Image, options.Container.Platform, options.Credentials);

    private static async Task<CreatedContainer> CreateAgainAsync(
        ContainerRunOptions options, ContainerSpec spec, IEngine engine, CancellationToken setUp)
    {
        try
        {
            return await engine.Containers.CreateAsync(spec, setUp);
        }
        catch (EngineRefusedException e)
        {
            throw Explained(options, e);
        }
    }

    private static HarpoonException Explained(ContainerRunOptions options, EngineRefusedException e) => new(
        e.Kind switch
        {
            RefusalKind.NameTaken when options.Container.Name is { } name => Diagnostic.Of("HRP4021", name, e.ResponseMessage),
            RefusalKind.ImageMissing when options.ImageId is { } id => Diagnostic.Of("HRP4081", options.Image, id, e.ResponseMessage.TrimEnd('.')),
            RefusalKind.ImageMissing or RefusalKind.ImageOfOtherPlatform when options.ImageId is null => Diagnostic.Of("HRP4022", options.Image, e.ResponseMessage.TrimEnd('.')),
            RefusalKind.CommandMissing => Diagnostic.Of("HRP4024", options.Image),
            _ => Diagnostic.Of("HRP4023", options.Image, e.ResponseMessage),
        },
        e);
}
