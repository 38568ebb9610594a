using Harpoon.Engine.Runs.Cleanup;

namespace Harpoon.Engine.Tests.Runs.Cleanup;

/// <summary>A place with the processes that a test says.</summary>
internal sealed class ScriptedProcesses(string? place, params (int Id, string Start)[] living) : IProcessTable
{
    public string? Place => place;

    public string OwnStart => "1";

    public bool IsDead(int processId, string start) => !living.Contains((processId, start));
}
