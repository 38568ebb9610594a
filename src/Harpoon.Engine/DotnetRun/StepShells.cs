using System.Collections.Immutable;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Kept;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.DotnetRun;

/// <summary>Writes down a shell in what is kept of a failed build, for <c>Harpoon.Terminal</c> to open it.</summary>
/// <param name="project">The full path of the project.</param>
/// <param name="endpoint">How the engine is found again.</param>
/// <param name="folder">The full path of the project's <c>obj</c>.</param>
public sealed class StepShells(string project, EndpointOptions endpoint, string folder)
{
    private const string CallOfStep = "/harpoon/step";

    /// <summary>Builds; if something is kept of a failed build, writes the shell down, and adds to the failure how to open it.</summary>
    /// <param name="build">The build.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="report">Hears that there is no shell (HRP3253).</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<ImageBuildOutcome> OfferIfKeptAsync(
        Func<Task<ImageBuildOutcome>> build, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await build();
            Forget();
            return outcome;
        }
        catch (BuildKeptException e)
        {
            throw await OfferAsync(e, engine, report, cancellationToken);
        }
    }

    internal async Task<HarpoonException> OfferAsync(BuildKeptException failure, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        var kept = failure.Kept;
        try
        {
            if (await ShellOfAsync(kept, engine, cancellationToken) is not { } shell)
            {
                File.Delete(DeferredFile.ShellPath(folder, project));
                report.Warning(Diagnostic.Of("HRP3253", kept.Instruction).AboutProperty(OptionNames.BuildKeepFailed));
                return failure;
            }

            DeferredFile.WriteShell(folder, Of(kept, shell, project, endpoint, IsHere(engine)).WithoutInheritedValues());
        }
        catch (Exception e) when (e is HarpoonException or IOException or UnauthorizedAccessException || LostEngine.IsLoss(e))
        {
            report.Warning(Diagnostic.Of("HRP3252", kept.Instruction, e.Message.TrimEnd('.')).AboutProperty(OptionNames.BuildKeepFailed));
            return failure;
        }

        var first = failure.Diagnostics[0];
        var advice = DiagnosticTexts.Format("Detail.Kept", kept.Image, kept.Command);
        return new HarpoonException(first with { Text = $"{first.Text.TrimEnd()}\n{advice}" }, failure);
    }

    /// <summary>A build went well: there is nothing to look into any more.</summary>
    private void Forget()
    {
        try
        {
            File.Delete(DeferredFile.ShellPath(folder, project));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The shell that it is for says that its image is gone.
        }
    }

    /// <summary>Whether the engine sees the folders of this machine.</summary>
    private static bool IsHere(IEngine engine) => engine.Endpoint.Address.Scheme is "unix" or "npipe";

    private static DeferredRun Of(KeptStep kept, string shell, string project, EndpointOptions endpoint, bool isHere)
    {
        var folders = kept.Mounts.Where(mount => mount.Folder is not null && Path.Exists(SourceOf(mount))).ToImmutableArray();
        var copies = folders.Where(mount => !isHere || mount.IsWritable).ToImmutableArray();
        var container = new ContainerSpec(kept.Image)
        {
            Entrypoint = [shell],
            Network = kept.Network,
            ExtraHosts = kept.ExtraHosts,
        };
        var options = new ContainerRunOptions(container)
        {
            ImageId = kept.ImageId,
            Environment = [.. kept.Variables.Select(variable => new EnvironmentVariable(variable.Name, variable.Value) { IsInherited = variable.IsInherited })],
            Volumes = [.. folders.Except(copies).Select(Bind), .. kept.Mounts.Where(mount => mount.Folder is null).Select(Empty)],
            Pull = PullPolicy.Never,
            Project = kept.Project,
        };
        return new DeferredRun(project, endpoint, options)
        {
            Shell = new StepShell(Greeting(kept, [.. kept.Mounts.Where(mount => mount.Folder is null || folders.Contains(mount))], copies), kept.Script) { Copies = copies },
        };
    }

    private static VolumeMount Bind(KeptMount mount) => new(VolumeType.Bind, SourceOf(mount), mount.Target) { Options = "ro" };

    private static VolumeMount Empty(KeptMount mount) => mount.Tmpfs is { } options
        ? new(VolumeType.Tmpfs, Source: null, mount.Target) { Options = options }
        : new(VolumeType.Volume, Source: null, mount.Target);

    internal static string SourceOf(KeptMount mount) => Path.Combine(mount.Folder!, mount.Path.Replace('/', Path.DirectorySeparatorChar));

    private static ImmutableArray<string> Greeting(KeptStep kept, ImmutableArray<KeptMount> mounts, ImmutableArray<KeptMount> copies)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add($"This is the container of the step that failed, as it was before the step: {kept.Instruction}");
        lines.Add(kept.Script.Length > 0
            ? $"{CallOfStep} runs the step, and cat {CallOfStep} shows it."
            : "Only the builder can carry out this instruction.");
        foreach (var mount in mounts)
        {
            lines.Add(mount switch
            {
                { Folder: null, Tmpfs: null } => $"{mount.Target}: an empty volume. The builder's own cache stays in the builder.",
                { Folder: null } => $"{mount.Target}: an empty folder in memory.",
                _ when copies.Contains(mount) => $"{mount.Target}: a copy of {SourceOf(mount)}.",
                _ => $"{mount.Target}: {SourceOf(mount)}, read-only.",
            });
        }

        foreach (var missing in kept.Missing)
        {
            lines.Add($"Not here: {missing}");
        }

        lines.Add("Ctrl+D or exit closes the shell and removes the container.");
        return lines.ToImmutable();
    }

    /// <summary>Looks into a container that never runs for a shell; null if there is none.</summary>
    private static async Task<string?> ShellOfAsync(KeptStep kept, IEngine engine, CancellationToken cancellationToken)
    {
        var options = new ContainerRunOptions(kept.Image) { Project = kept.Project };
        var spec = new ContainerSpec(kept.ImageId) { Entrypoint = ["/bin/sh"], Labels = RunLabels.Of(options, BuildProcess.OfThisProcess().Identity, new Dictionary<string, string>()) };
        var container = await engine.Containers.CreateAsync(OwnershipMark.Put(spec), cancellationToken);
        try
        {
            foreach (var shell in kept.Shells.Distinct().Where(shell => shell.StartsWith('/') && Path.GetFileName(shell) is "sh" or "bash" or "ash" or "dash" or "zsh" or "ksh"))
            {
                if (await engine.Containers.HasPathAsync(container.Id, shell, cancellationToken))
                {
                    return shell;
                }
            }

            return null;
        }
        finally
        {
            await ContainerRemoval.TryAsync(engine, container.Id);
        }
    }
}
