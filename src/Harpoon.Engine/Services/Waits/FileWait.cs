namespace Harpoon.Engine.Services.Waits;

/// <summary>A file or folder is there: <c>file:/tmp/ready</c>.</summary>
/// <param name="Path">Its absolute path in the container.</param>
public sealed record FileWait(string Path) : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => $"file:{Path}";
}
