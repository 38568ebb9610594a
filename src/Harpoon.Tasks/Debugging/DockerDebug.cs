using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.DotnetRun;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Debugging;

/// <summary>Finds the shell in what is kept of a project's last failed build.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerDebug : HarpoonTask
{
    /// <summary>The command that opens the shell, which is logged. Default: nothing is logged.</summary>
    public string? DebugCommand { get; set; }

    /// <summary>The <c>IntermediateDirectory</c> that <see cref="DockerBuild"/> was given.</summary>
    public string? IntermediateDirectory { get; set; }

    /// <summary>The file for <c>Harpoon.Terminal</c>.</summary>
    [Output]
    public string? ShellFile { get; private set; }

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = DeferredFile.ShellPath(Intermediate(IntermediateDirectory), Project);
        if (!File.Exists(file))
        {
            throw new HarpoonException(Diagnostic.Of("HRP3250", Path.GetFileName(Project)));
        }

        ShellFile = file;
        if (ParameterValue.Text(DebugCommand) is { } command)
        {
            Report.Message(MessageLevel.High, $"A target can't have the terminal. This opens a shell where the last build failed: {command}");
        }

        return Task.CompletedTask;
    }
}
