using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Context;

/// <summary>A folder that is a named context: it has a <c>.dockerignore</c> of its own, and none of the build's other files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Context">What is in it.</param>
/// <param name="Fingerprint">Its state when it was scanned.</param>
internal sealed record NamedFolder(string Name, BuildContext Context, ContextFingerprint Fingerprint)
{
    /// <summary>What makes an image of the folder, for a builder that copies from images alone.</summary>
    private static readonly Dockerfile WholeFolder = new("FROM scratch\nCOPY . /\n", Path: null, [], []);

    /// <summary>Looks at all that is in a folder.</summary>
    /// <param name="name">The context's name.</param>
    /// <param name="folder">The folder's full path.</param>
    /// <param name="options">How it is sent; of the build's own context, but for the folder and the files.</param>
    /// <param name="report">Is given each message.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="HarpoonException">HRP2102–HRP2107: something can't be sent.</exception>
    public static NamedFolder Scan(string name, string folder, ContextOptions options, IReport report, CancellationToken cancellationToken)
    {
        var own = options with { Folder = folder, Dockerfile = WholeFolder, Files = [], CopiesFromContext = true, IsRewritten = false };
        var context = BuildContext.Scan(own, report, cancellationToken);
        return new NamedFolder(name, context, context.TakeFingerprint(cancellationToken));
    }
}
