using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Remote.Transports;

/// <summary>A way to a BuildKit that is no engine's.</summary>
internal interface IBuilderTransport : IAsyncDisposable
{
    /// <summary>Opens a stream on which HTTP/2 is spoken from the first byte. What the other side said before it hung up can be read, though a write may have failed before.</summary>
    /// <exception cref="HarpoonException">HRP3231–HRP3237: there is none. A program between here and there may fail later: then reading from the stream throws this.</exception>
    Task<Stream> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The error about a stream on which something else than BuildKit spoke.</summary>
    /// <param name="words">What it said.</param>
    HarpoonException NotBuildKit(string words);
}
