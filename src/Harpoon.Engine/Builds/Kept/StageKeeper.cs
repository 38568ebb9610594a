using System.Collections.Immutable;
using Harpoon.Engine.Builds.BuildKit;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Classic;
using Harpoon.Engine.Builds.Failures;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Kept;

/// <summary>Keeps the stage of a step that failed, as it was before the step, under a name of its own.</summary>
/// <param name="options">What the project says.</param>
/// <param name="engine">The engine.</param>
/// <param name="host">This machine.</param>
/// <param name="images">Where is noted what is kept.</param>
internal sealed class StageKeeper(ImageBuildOptions options, IEngine engine, HostEnvironment host, KeptImages images)
{
    /// <summary>Keeps it. What goes wrong here is a warning: the failure of the step is what the user has to hear of.</summary>
    /// <returns>What is kept; null for nothing.</returns>
    public async Task<KeptStep?> KeepAsync(FailedStep? step, ImageBuildPlan plan, IReport report, CancellationToken cancellationToken)
    {
        var triggers = await TriggersAsync(plan, cancellationToken);
        if (step is null || KeptPoint.Of(plan.Request, step, triggers) is not { } point)
        {
            report.Warning(Diagnostic.Of("HRP3251").AboutProperty(OptionNames.BuildKeepFailed));
            return null;
        }

        if (IsEmpty(plan.Request, point))
        {
            report.Warning(Diagnostic.Of("HRP3253", InstructionOf(point)).AboutProperty(OptionNames.BuildKeepFailed));
            return null;
        }

        if (!plan.Request.IsForStore)
        {
            report.Warning(Diagnostic.Of("HRP3252", InstructionOf(point), "the BuildKit that builds it keeps no images").AboutProperty(OptionNames.BuildKeepFailed));
            return null;
        }

        try
        {
            return await KeepAsync(point, step, plan, report, cancellationToken);
        }
        catch (Exception e) when (e is HarpoonException || LostEngine.IsLoss(e))
        {
            report.Warning(Diagnostic.Of("HRP3252", InstructionOf(point), e.Message.TrimEnd('.')).AboutProperty(OptionNames.BuildKeepFailed));
            return null;
        }
    }

    private async Task<KeptStep?> KeepAsync(KeptPoint point, FailedStep step, ImageBuildPlan plan, IReport report, CancellationToken cancellationToken)
    {
        var request = plan.Request;
        var name = KeptName.Of(request);
        var id = !point.IsBase && (request.ByBuildKit || !point.Added.IsEmpty)
            ? await BuildAsync(KeptDockerfile.Of(request, point, name.ToString(), step.Platform), plan, cancellationToken)
            : step.ImageBefore;
        var image = await FindAsync(id ?? request.Reading.Stages[point.Stage].BaseName, cancellationToken);
        if (image is null || (image.Tags.IsEmpty && image.Digests.IsEmpty && id is null))
        {
            // The last name of an image is its life.
            report.Warning(Diagnostic.Of("HRP3252", InstructionOf(point), "the engine has no named image of its base").AboutProperty(OptionNames.BuildKeepFailed));
            return null;
        }

        await engine.Images.TagAsync(image.Id, name.Name, name.Tag!, cancellationToken);
        await images.KeepAsync(image.Id, name.ToString(), report, cancellationToken);
        return Described(new KeptStep(name.ToString(), image.Id, InstructionOf(point)), point, image, plan);
    }

    private async Task<string> BuildAsync(ImageBuildRequest request, ImageBuildPlan plan, CancellationToken cancellationToken)
    {
        IImageBuilder builder = request.ByBuildKit ? new BuildKitBuilder(engine, host, TimeProvider.System) : new ClassicBuilder(engine, host);
        var context = request.ByBuildKit ? plan.Context : plan.Context.Rewritten(request.Dockerfile.Bytes);
        return (await builder.BuildAsync(plan with { Request = request, Context = context }, NullReport.Instance, cancellationToken)).ImageId;
    }

    private async Task<ImageDetails?> FindAsync(string? reference, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(reference) ? null : await engine.Images.FindAsync(reference, cancellationToken);

    private KeptStep Described(KeptStep kept, KeptPoint point, ImageDetails image, ImageBuildPlan plan)
    {
        var request = plan.Request;
        var variables = StageVariables.Of(request, point, image.Environment);
        var mounts = StepMounts.Of(plan, point.Failed, image.WorkingDirectory, variables);
        var shell = StepProgram.ShellOf(request, point);
        return kept with
        {
            Script = StepProgram.ScriptOf(request, point.Failed, shell, variables),
            Variables = variables.Arguments(options.Arguments.Where(argument => argument.Value is null).Select(argument => argument.Name).ToHashSet(StringComparer.Ordinal)),
            Mounts = mounts.Mounts,
            Missing = [.. point.IsBase ? point.Added.Select(trigger => $"ONBUILD {trigger.Text}") : [], .. mounts.Missing],
            Network = NetworkOf(point.Failed.Flag("network")) ?? NetworkOf(request.Network),
            ExtraHosts = [.. request.Steps.ExtraHosts],
            Shells = ["/bin/bash", shell[0], "/bin/sh", "/bin/ash", "/busybox/sh"],
            Project = options.ProjectLabel,
            Command = options.DebugCommand ?? "",
        };
    }

    /// <summary>The triggers of the base images, which the engine may have only since the build.</summary>
    private async Task<ImmutableArray<Instruction>> TriggersAsync(ImageBuildPlan plan, CancellationToken cancellationToken)
    {
        var bases = ImmutableArray.CreateBuilder<BaseImageState>();
        foreach (var image in plan.Bases)
        {
            bases.Add(image.Details is null ? image with { Details = await FindAsync(image.Reference, cancellationToken) } : image);
        }

        return [.. BaseTriggers.Of(plan with { Bases = bases.ToImmutable() })];
    }

    /// <summary>Whether there can be no shell: nothing is in the stage yet.</summary>
    private static bool IsEmpty(ImageBuildRequest request, KeptPoint point) =>
        request.Reading.Stages[point.Stage] is { Parent: null, Context: null, BaseName: "scratch" } stage
        && !stage.Stage.Instructions.Take(point.LeftOut).Any(instruction => instruction.Name is "COPY" or "ADD" or "RUN");

    private static string? NetworkOf(string? name) => string.IsNullOrEmpty(name) || name == "default" ? null : name;

    private static string InstructionOf(KeptPoint point) => point.Failed.Text.Split('\n')[0];
}
