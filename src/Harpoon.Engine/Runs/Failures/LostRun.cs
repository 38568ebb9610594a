using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.CopyOut;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>A run whose engine was lost midway: reaches for the engine again, looks what became of the container, and clears it away.</summary>
internal sealed class LostRun(RunContext run)
{
    /// <summary>The container was created: finds out whether it still ran, and removes it, unless it is to be kept.</summary>
    public async Task<HarpoonException> EndAsync(string id, Exception loss, ContainerCopyOut copyOut)
    {
        var state = await LostEngine.ReachAsync(token => StateAsync(id, token));
        if (state is not null)
        {
            await copyOut.AfterCancelAsync();
        }

        var cleared = state is not null && await (run.Options.Keep ? ContainerRemoval.TryKillAsync(run.Engine, id) : ContainerRemoval.TryAsync(run.Engine, id)) is null;
        var (image, command, words) = (run.Options.Image, RunCommand.Of(run.Options), loss.Message);
        return new HarpoonException(
            cleared
                ? Diagnostic.Of("HRP4030", image, command, words, state, DiagnosticTexts.Format(run.Options.Keep ? "Detail.WasKept" : "Detail.WasRemoved"))
                : Diagnostic.Of("HRP4031", image, command, words, ContainerIds.Short(id)),
            loss);
    }

    /// <summary>The engine's answer to the creation was lost: removes what may have been created.</summary>
    /// <param name="label">A label that the container alone has.</param>
    public Task ForgetAsync(string label) => LostEngine.ReachAsync(async token =>
    {
        foreach (var container in await run.Engine.Containers.ListAsync(label, token))
        {
            if (await Ownership.IsProvenAsync(container, run.Engine, token))
            {
                await run.Engine.Containers.RemoveAsync(container.Id, token);
            }
        }

        return label;
    });

    private async Task<string> StateAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var state = await run.Engine.Containers.InspectAsync(id, cancellationToken);
            return state.Running ? DiagnosticTexts.Format("Detail.StillRan")
                : state.Status == "created" ? DiagnosticTexts.Format("Detail.HadNotStarted")
                : DiagnosticTexts.Format("Detail.HadEnded", state.ExitCode);
        }
        catch (EngineRefusedException e) when (e.Kind == RefusalKind.ContainerMissing)
        {
            return DiagnosticTexts.Format("Detail.WasGone");
        }
    }
}
