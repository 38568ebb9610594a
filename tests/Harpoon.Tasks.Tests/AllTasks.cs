using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Tests;

/// <summary>Every task that a project can name.</summary>
internal static class AllTasks
{
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(EngineTask).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ITask)) && !type.IsAbstract)];
}
