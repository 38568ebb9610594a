namespace Harpoon.Tasks.Tests.Lines;

/// <summary>Where lines are written.</summary>
public enum Place
{
    Project,
    DirectoryBuildProps,
    Import,
}
