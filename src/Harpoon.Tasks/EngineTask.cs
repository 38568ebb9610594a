using System.Diagnostics.CodeAnalysis;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Hosting;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>What every task has: an engine to talk to, a project to belong to, a way to be cancelled, and coded errors.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Cancel may come at any time, from any thread; a source without a timer holds nothing.")]
public abstract class EngineTask : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private readonly CancellationTokenSource cancellation = new();

    /// <summary>The engine's address: <c>unix://</c>, <c>npipe://</c> or <c>tcp://</c>. Default: as the docker CLI finds it.</summary>
    public string? DockerHost { get; set; }

    /// <summary>The name of a docker context to take the engine from.</summary>
    public string? DockerContext { get; set; }

    /// <summary>Whether a <c>tcp</c> engine is talked to by TLS. Default: what <c>DOCKER_TLS_VERIFY</c> says.</summary>
    public string? DockerTlsVerify { get; set; }

    /// <summary>The folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>. Default: what <c>DOCKER_CERT_PATH</c> says.</summary>
    public string? DockerCertPath { get; set; }

    /// <summary>How long one answer of the engine may take, in seconds.</summary>
    public string? DockerTimeout { get; set; }

    /// <summary>The folder that relative paths start at. Default: the folder of the file that the task is written in.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>What each line of output starts with, to tell projects apart that build side by side. Default: nothing.</summary>
    public string? OutputPrefix { get; set; }

    /// <summary>Ends the work as soon as it can, and returns at once. May be called before <see cref="Execute"/>.</summary>
    // The callbacks run elsewhere: cancelling aborts requests, which must not keep MSBuild's thread.
    public void Cancel() => _ = cancellation.CancelAsync();

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            // A task has no synchronization context to come back to, and MSBuild waits for its answer here.
            RunAsync(cancellation.Token).GetAwaiter().GetResult();
        }
        catch (HarpoonException exception)
        {
            foreach (var diagnostic in exception.Diagnostics)
            {
                DiagnosticLog.Error(Log, diagnostic);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Log.LogMessage(MessageImportance.Normal, $"{GetType().Name} was cancelled.");
            return false;
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Does the task's work.</summary>
    /// <exception cref="HarpoonException">It could not be done; each diagnostic is logged as an error.</exception>
    private protected abstract Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Where the work tells what it does.</summary>
    private protected LogReport Report => field ??= new LogReport(BuildEngine, Log, OutputPrefix);

    /// <summary>The machine as this project sees it.</summary>
    private protected HostEnvironment Host => field ??= HostEnvironment.OfProcess(
        string.IsNullOrEmpty(ProjectDirectory) ? Path.GetDirectoryName(BuildEngine.ProjectFileOfTaskNode)! : ProjectDirectory);

    /// <summary>Finds the engine and connects to it.</summary>
    private protected Task<IEngine> ConnectAsync(CancellationToken cancellationToken) =>
        EngineConnector.ConnectAsync(EndpointParameters.Parse(this), Host, Report, cancellationToken);
}
