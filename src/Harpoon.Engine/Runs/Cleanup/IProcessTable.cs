namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>The processes of the place that this process runs in.</summary>
internal interface IProcessTable
{
    /// <summary>What tells this place from every other one; null where that can't be known, and nobody can be judged.</summary>
    string? Place { get; }

    /// <summary>When this process started, in a form that never changes while it lives.</summary>
    string OwnStart { get; }

    /// <summary>Whether the process with this id and start has surely ended.</summary>
    bool IsDead(int processId, string start);
}
