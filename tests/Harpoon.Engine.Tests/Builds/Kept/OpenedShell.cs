using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Kept;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.DotnetRun;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Kept;

/// <summary>A command in what is kept of a failed build, as a shell there has it.</summary>
/// <param name="Kept">What is kept.</param>
/// <param name="Failure">The failure of the build, with the command to open a shell.</param>
/// <param name="Output">What the command wrote.</param>
/// <param name="ExitCode">How it ended.</param>
internal sealed record OpenedShell(KeptStep Kept, Diagnostic Failure, string Output, int ExitCode)
{
    /// <summary>Fails the build, runs the command, and cleans the project as <c>DockerClean</c> does.</summary>
    public static async Task<OpenedShell> OfAsync(BuildProject project, string command = "/harpoon/step", Func<DeferredRun, DeferredRun>? change = null)
    {
        var token = TestContext.Current.CancellationToken;
        project.WithOptions(options => options with { KeepFailed = true });
        var kept = await Assert.ThrowsAsync<BuildKeptException>(project.BuildAsync);
        var report = new RecordingReport();
        var file = DeferredFile.ShellPath(project.Path("obj"), project.Path("p.csproj"));
        var failure = await new StepShells(project.Path("p.csproj"), new EndpointOptions(), project.Path("obj")).OfferAsync(kept, project.Engine, report, token);
        Assert.Empty(report.Warnings);
        var shell = DeferredFile.ReadRun(file).WithInheritedValues(project.Host);
        shell = change?.Invoke(shell) ?? shell;
        var options = shell.Options.With(container => container with { Command = ["-c", command] }) with { IgnoreExitCode = true };
        var run = new RunContext(options, project.Engine, project.Host, report)
        {
            Prepare = (id, cancellation) => ShellFiles.PutAsync(shell, project.Engine, id, report, cancellation),
        };
        var outcome = await ContainerRun.ExecuteAsync(run, token);
        return new OpenedShell(kept.Kept, failure.Diagnostics[0], string.Join('\n', report.Lines.Select(line => line.Text)), outcome.ExitCode);
    }

    /// <summary>Cleans the project, and makes sure that nothing is left of what was kept.</summary>
    public async Task AssertCleanedAsync(BuildProject project)
    {
        await ImageClean.ExecuteAsync(project.Name, project.Built, project.Engine, new RecordingReport(), TestContext.Current.CancellationToken);
        Assert.Null(await project.FindAsync(Kept.Image));
    }
}
