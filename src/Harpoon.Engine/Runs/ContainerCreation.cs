using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
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
    /// <summary>Creates it under a mark of its own, by which it is found if the engine's answer to the creation does not arrive, or can't be read.</summary>
    /// <param name="run">The run.</param>
    /// <param name="spec">The container to create.</param>
    /// <exception cref="HarpoonException">HRP4021 to HRP4024, HRP4081, HRP5003, HRP5004, HRP5005.</exception>
    public static async Task<string> CreateAsync(RunContext run, ContainerSpec spec)
    {
        var mark = Guid.NewGuid().ToString("N");
        var marked = spec with { Labels = new Dictionary<string, string>(spec.Labels) { [HarpoonLabels.Run] = mark } };
        try
        {
            return await CreateMarkedAsync(run, marked);
        }
        catch (Exception e) when (LostEngine.MayHaveActed(e))
        {
            await new LostRun(run).ForgetAsync($"{HarpoonLabels.Run}={mark}");
            throw;
        }
    }

    private static async Task<string> CreateMarkedAsync(RunContext run, ContainerSpec spec)
    {
        var (options, engine, report) = (run.Options, run.Engine, run.Report);
        spec = OwnershipMark.Put(spec);
        spec = spec with { User = await RunUser.ResolveAsync(spec.User, engine, run.Host, report, run.SetUp) };
        BindFolders.Make(options.Volumes, engine.Endpoint, report);
        BindFolders.Warn(options.Volumes, engine.Endpoint, run.Host, report);
        CreatedContainer created;
        if (options.ImageId is not null && options.Pull == PullPolicy.Always)
        {
            report.Warning(Diagnostic.Of("HRP4080", options.Image).AboutProperty(OptionNames.RunPull));
        }
        else if (options.Pull == PullPolicy.Always)
        {
            await ImagePull.ExecuteAsync(RequestOf(options), engine, run.Host, report, run.Cancelled);
        }

        try
        {
            created = await engine.Containers.CreateAsync(spec, run.SetUp);
        }
        catch (EngineRefusedException e) when (e.Kind is RefusalKind.ImageMissing or RefusalKind.ImageOfOtherPlatform && options is { Pull: PullPolicy.Missing, ImageId: null })
        {
            await ImagePull.ExecuteAsync(RequestOf(options), engine, run.Host, report, run.Cancelled, code: "HRP4022");
            created = await CreateAgainAsync(run, spec);
        }
        catch (EngineRefusedException e)
        {
            throw Explained(options, e);
        }

        foreach (var warning in created.Warnings)
        {
            report.Warning(Diagnostic.Of("HRP4043", warning));
        }

        await DroppedLimits.ReportAsync(created.Id, spec, engine, report, run.SetUp);
        return created.Id;
    }

    private static PullRequest RequestOf(ContainerRunOptions options) => new(options.Image, options.Container.Platform, options.Credentials);

    private static async Task<CreatedContainer> CreateAgainAsync(RunContext run, ContainerSpec spec)
    {
        try
        {
            return await run.Engine.Containers.CreateAsync(spec, run.SetUp);
        }
        catch (EngineRefusedException e)
        {
            throw Explained(run.Options, e);
        }
    }

    private static HarpoonException Explained(ContainerRunOptions options, EngineRefusedException e) => new(
        e.Kind switch
        {
            RefusalKind.NameTaken when options.Container.Name is { } name => Diagnostic.Of("HRP4021", name, e.ResponseMessage),
            // What is missing may be something else with an image in its name.
            RefusalKind.ImageMissing when options.ImageId is { } id && e.ResponseMessage.Contains(id.Split(':')[^1], StringComparison.Ordinal) => Diagnostic.Of("HRP4081", options.Image, id, e.ResponseMessage.TrimEnd('.')),
            RefusalKind.ImageMissing or RefusalKind.ImageOfOtherPlatform when options.ImageId is null => Diagnostic.Of("HRP4022", options.Image, e.ResponseMessage.TrimEnd('.')),
            RefusalKind.CommandMissing => Diagnostic.Of("HRP4024", options.Image),
            _ => Diagnostic.Of("HRP4023", options.Image, e.ResponseMessage),
        },
        e);
}
