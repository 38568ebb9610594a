using System.Collections;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Tests.Infrastructure;

/// <summary>A build that keeps objects for its tasks, and passes what they tell to another.</summary>
internal sealed class WholeBuildEngine(RecordingBuildEngine told) : IBuildEngine4
{
    private readonly Dictionary<object, object> _objects = [];

    public bool ContinueOnError => told.ContinueOnError;

    public int LineNumberOfTaskNode => told.LineNumberOfTaskNode;

    public int ColumnNumberOfTaskNode => told.ColumnNumberOfTaskNode;

    public string ProjectFileOfTaskNode => told.ProjectFileOfTaskNode;

    public bool IsRunningMultipleNodes => false;

    public object? GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => _objects.GetValueOrDefault(key);

    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection) => _objects.Add(key, obj);

    public object UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => throw new NotSupportedException();

    public void LogErrorEvent(BuildErrorEventArgs e) => told.LogErrorEvent(e);

    public void LogWarningEvent(BuildWarningEventArgs e) => told.LogWarningEvent(e);

    public void LogMessageEvent(BuildMessageEventArgs e) => told.LogMessageEvent(e);

    public void LogCustomEvent(CustomBuildEventArgs e) => told.LogCustomEvent(e);

    /// <summary>Which calls gave the process to other projects and took it back, and on which thread.</summary>
    public List<(string Call, int Thread)> Turns { get; } = [];

    /// <summary>What happens once the process is given to others.</summary>
    public Action Yielded { get; init; } = () => { };

    public void Yield()
    {
        Turns.Add((nameof(Yield), Environment.CurrentManagedThreadId));
        Yielded();
    }

    public void Reacquire() => Turns.Add((nameof(Reacquire), Environment.CurrentManagedThreadId));

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) =>
        throw new NotSupportedException();

    public bool BuildProjectFile(
        string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs, string toolsVersion) =>
        throw new NotSupportedException();

    public bool BuildProjectFilesInParallel(
        string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IDictionary[] targetOutputsPerProject, string[] toolsVersion, bool useResultsCache, bool unloadProjectsOnCompletion) =>
        throw new NotSupportedException();

    public BuildEngineResult BuildProjectFilesInParallel(
        string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IList<string>[] removeGlobalProperties, string[] toolsVersion, bool returnTargetOutputs) =>
        throw new NotSupportedException();
}
