using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Context;

/// <summary>What goes into a build context.</summary>
/// <param name="Folder">The full path of the context's folder.</param>
/// <param name="Dockerfile">What is built. Its inline files go into the context too.</param>
internal sealed record ContextOptions(string Folder, Dockerfile Dockerfile)
{
    /// <summary>Files and folders from elsewhere.</summary>
    public ImmutableArray<ContextFile> Files { get; init; } = [];

    /// <summary>The full paths of files and folders that are never part of the context, whatever a <c>.dockerignore</c> says: what a build itself writes.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Whether a session serves it: the Dockerfile goes apart then, and what a <c>.dockerignore</c> leaves out is not there for anyone.</summary>
    public bool IsServed { get; init; }

    /// <summary>Whether the engine applies the <c>.dockerignore</c> that it gets to every file again, as Podman does: what was added to the context would be lost.</summary>
    public bool IsFilteredAgain { get; init; }

    /// <summary>Whether the Dockerfile that is sent is another than the user's own, so that no <c>COPY</c> must find it.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>Whether the Dockerfile copies anything; where it does not, the Dockerfile alone is sent.</summary>
    public bool CopiesFromContext { get; init; } = true;
}
