using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client.Connecting;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Engines;

/// <summary>What the tasks of a build in one process know of engines together: who they are, and what images they have.</summary>
internal sealed class SharedEngines : IDisposable
{
    private const string Key = "Harpoon: engines";

    /// <summary>The engines that answered.</summary>
    public KnownEngines Known { get; } = new();

    /// <summary>What images they have.</summary>
    public ImageSnapshots Snapshots { get; } = new();

    /// <summary>A build's own; MSBuild disposes of it when the build ends.</summary>
    public static SharedEngines Of(IBuildEngine engine)
    {
        if (engine is not IBuildEngine4 build)
        {
            return new SharedEngines();
        }

        if (Registered(build) is { } shared)
        {
            return shared;
        }

        // With -mt another task may be faster: what MSBuild has then is everyone's.
        build.RegisterTaskObject(Key, new SharedEngines(), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return Registered(build) ?? new SharedEngines();
    }

    // MSBuild waits for it.
    public void Dispose() => Snapshots.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static SharedEngines? Registered(IBuildEngine4 build) => build.GetRegisteredTaskObject(Key, RegisteredTaskObjectLifetime.Build) as SharedEngines;
}
