using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Ci;
using Harpoon.Tasks.Engines;
using Harpoon.Tasks.Lines;
using Harpoon.Tasks.Lines.Cache;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>What every task has: a project to belong to, a way to be cancelled, and coded errors.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Cancel may come at any time, from any thread; a source without a timer holds nothing.")]
public abstract class HarpoonTask : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly ConcurrentDictionary<(ItemReference?, string?), SourceLocation?> _places = new();
    private bool _failed;

    /// <summary>The project that the task works for: relative paths start in its folder. Default: the file that the task is written in.</summary>
    public string? ProjectFile { get; set; }

    /// <summary>What each line of output starts with, to distinguish projects that build side by side. Default: nothing.</summary>
    public string? OutputPrefix { get; set; }

    /// <summary>Ends the work as soon as it can, and returns at once. May be called before <see cref="Execute"/>.</summary>
    // The callbacks run elsewhere: aborting requests must not keep MSBuild's thread.
    public void Cancel() => _ = _cancellation.CancelAsync();

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            var work = RunAsync(_cancellation.Token);

            // That there is nothing to do is found out sooner than another project takes its turn.
            using var others = IsElsewhere && Task.WaitAny([work], Soon) < 0 ? new YieldedNode(BuildEngine) : default;

            // A task has no synchronization context to come back to, and MSBuild waits for its answer here.
            work.GetAwaiter().GetResult();
        }
        catch (HarpoonException exception)
        {
            foreach (var diagnostic in exception.Diagnostics)
            {
                Error(diagnostic);
            }
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            Log.LogMessage(MessageImportance.Normal, $"{GetType().Name} was cancelled.");
            return false;
        }

        return !_failed && (ToleratesLoggedErrors || !Log.HasLoggedErrors);
    }

    /// <summary>Does the task's work.</summary>
    /// <exception cref="HarpoonException">It could not be done; each diagnostic is logged as an error.</exception>
    private protected abstract Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Whether errors that were logged, and are not the task's own, leave it a success.</summary>
    private protected virtual bool ToleratesLoggedErrors => false;

    /// <summary>Whether the parameters are the project's own properties and items, and not what a target of the user's own gives.</summary>
    private protected virtual bool IsOfProject => !string.IsNullOrEmpty(ProjectFile);

    /// <summary>Whether another program does the work, when the build is over.</summary>
    private protected virtual bool IsDoneLater => false;

    /// <summary>Whether this task is the one of a build that warns of misspelled properties and items.</summary>
    private protected virtual bool WarnsOfNames => false;

    /// <summary>Whether most of the work is done by an engine, and this process may do other projects' work meanwhile.</summary>
    private protected virtual bool IsElsewhere => false;

    /// <summary>Whether another task of the build gets the same items, and warns of them.</summary>
    private protected virtual bool IsQuiet => false;

    /// <summary>Where the work reports to.</summary>
    private protected LogReport Report => field ??= new LogReport(BuildEngine, Log, Style, Located, CiSystems.Of(Host));

    /// <summary>What stands before each line.</summary>
    private protected virtual LineStyle Style => new()
    {
        Project = OutputPrefix,
        HasColors = TerminalColors.AreWanted(BuildEngine, Host, TerminalColors.IsWorker(Environment.GetCommandLineArgs())),
    };

    /// <summary>Where the task is from.</summary>
    private protected virtual PackageFolder Package => PackageFolder.Own;

    /// <summary>The file of an error that names none; null leaves it to MSBuild, which names the task's line.</summary>
    private protected string? FileOfNone => Package.Has(BuildEngine.ProjectFileOfTaskNode) ? Project : null;

    /// <summary>The full path of the project.</summary>
    private protected string Project => string.IsNullOrEmpty(ProjectFile) ? BuildEngine.ProjectFileOfTaskNode : ProjectFile;

    /// <summary>The machine as this project sees it.</summary>
    private protected HostEnvironment Host => field ??= HostEnvironment.OfProcess(Path.GetDirectoryName(Project)!) with
    {
        NamedFiles = new NamedFiles(BuildPipes.Of(BuildEngine), _cancellation.Token)
        {
            LeavesPipes = IsDoneLater,
            Waiting = sentence => Report.Message(MessageLevel.High, sentence),
        },
    };

    /// <summary>The folder whose <c>harpoon</c> folder the task may keep files in, as a full path.</summary>
    private protected string Intermediate(string? folder) => Host.FullPath(ParameterValue.Text(folder) ?? "obj");

    /// <summary>Compares free-text items, and perhaps a text, with what is written in the project: none is lost or changed silently.</summary>
    /// <exception cref="HarpoonException">One was.</exception>
    private protected LineVerificationResult Check(string folder, IReadOnlyList<ReceivedItems> items, ReceivedText? text = null)
    {
        var result = LineVerifier.Verify(
            new LineVerificationRequest(Project, GlobalProperties.Of(BuildEngine), items, text, CheckCacheFile(folder), Host) { WarnsOfNames = WarnsOfNames },
            FileStamps.Of(BuildEngine));

        // What concerns the project as a whole is said once.
        foreach (var warning in result.Warnings.Where(warning => !IsQuiet && (WarnsOfNames || warning.Code != "HRP2029")))
        {
            Report.Warning(warning);
        }

        return result.Errors.IsEmpty ? result : throw new HarpoonException(result.Errors);
    }

    /// <summary>Logs an error of the task's own, at its item's place where it is about one.</summary>
    private protected void Error(Diagnostic diagnostic)
    {
        _failed = true;
        DiagnosticLog.Error(Log, Report.Quoted(Located(diagnostic)));
    }

    // What a user's own target gives has its place there, which MSBuild reports.
    /// <summary>One property or item may have hundreds of warnings, and its place takes an evaluation of the project.</summary>
    private Diagnostic Placed(Diagnostic diagnostic) => diagnostic.Item is null && diagnostic.Property is null
        ? ItemPlace.Locate(diagnostic, BuildEngine, Project)
        : Named(diagnostic.At(_places.GetOrAdd((diagnostic.Item, diagnostic.Property), _ => ItemPlace.Locate(diagnostic, BuildEngine, Project).Location)));

    /// <summary>A property of the command line has no line that shows its name.</summary>
    private static Diagnostic Named(Diagnostic diagnostic) =>
        diagnostic is { Item: null, Property: { } property, Location: null or { Line: 0 } } && !diagnostic.Text.Contains(property, StringComparison.Ordinal)
            ? diagnostic with { Text = $"{property}: {diagnostic.Text}" }
            : diagnostic;

    private Diagnostic Located(Diagnostic diagnostic) => Package.Leave(
        diagnostic is { Location: null } && (diagnostic.Item is not null || (IsOfProject && (diagnostic.Property is not null || diagnostic.Instruction is not null))) ? Placed(diagnostic) : diagnostic,
        BuildEngine.ProjectFileOfTaskNode,
        Project);

    private string CheckCacheFile(string folder) =>
        Path.Combine(folder, "harpoon", $"{Path.GetFileNameWithoutExtension(Project)}.{GetType().Name}.lines");
}
