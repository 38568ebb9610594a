using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Consoles;

/// <summary>The near end of a container's streams.</summary>
internal interface IContainerStreams
{
    /// <summary>Whether the container gets a standard input.</summary>
    bool HasInput { get; }

    /// <summary>Takes the output, from before the container starts until its streams end.</summary>
    /// <param name="attached">The attached stream.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    Task DrainAsync(Stream attached, CancellationToken cancellationToken);

    /// <summary>Serves the container once it has started.</summary>
    /// <param name="id">The container.</param>
    /// <param name="attached">The attached stream.</param>
    /// <param name="cancellationToken">The container has ended.</param>
    Task ServeAsync(string id, Stream attached, CancellationToken cancellationToken);

    /// <summary>An error of the command, with what it wrote last where that is known.</summary>
    Diagnostic WithLastOutput(Diagnostic failure);
}
