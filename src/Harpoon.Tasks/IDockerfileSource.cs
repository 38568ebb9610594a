using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>The parameters of a task that say which Dockerfile.</summary>
internal interface IDockerfileSource
{
    /// <summary>Lines: each an instruction, and <c>Arguments</c> and <c>Content</c> metadata.</summary>
    ITaskItem[] Lines { get; }

    /// <summary>A whole text.</summary>
    string? Text { get; }

    /// <summary>A path.</summary>
    string? Dockerfile { get; }

    /// <summary>A path that counts where nothing else is given.</summary>
    string? FallbackDockerfile { get; }

    /// <summary>What the .NET SDK says of the application, and its published files.</summary>
    ITaskItem[] App { get; }

    /// <summary>Whether the items are those of the project, and are compared with what is written there.</summary>
    bool CheckItems { get; }
}
