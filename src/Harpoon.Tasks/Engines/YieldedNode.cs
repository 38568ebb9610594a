using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Engines;

/// <summary>A task's place in its process, which other projects may have until the task is done: engines build images side by side, however few processes MSBuild has.</summary>
/// <seealso href="https://learn.microsoft.com/dotnet/api/microsoft.build.framework.ibuildengine3.yield"/>
internal readonly struct YieldedNode : IDisposable
{
    private readonly IBuildEngine3? _engine;

    public YieldedNode(IBuildEngine engine)
    {
        _engine = engine as IBuildEngine3;
        _engine?.Yield();
    }

    /// <summary>Waits for the place. Has to be called on the thread that the task was started on.</summary>
    public void Dispose() => _engine?.Reacquire();
}
