namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>A task that built an image, or found it up to date.</summary>
/// <param name="Project">Its project's name.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Built">Whether it built.</param>
internal sealed record ImageTask(string Project, DateTime Start, DateTime End, bool Built)
{
    /// <summary>Whether another ran at the same time.</summary>
    public bool Overlaps(ImageTask other) => other != this && Start < other.End && other.Start < End;
}
