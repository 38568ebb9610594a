namespace Harpoon.Tasks.Tests.Infrastructure;

/// <summary>Tests that need the process's current folder to be there: a build in this process changes it for all, and its folder may be gone when it ends.</summary>
[CollectionDefinition(nameof(CurrentFolder), DisableParallelization = true)]
public sealed class CurrentFolder
{
    public CurrentFolder() => Environment.CurrentDirectory = AppContext.BaseDirectory;
}
