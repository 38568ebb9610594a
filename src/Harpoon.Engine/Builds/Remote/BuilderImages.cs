using System.Collections.Immutable;
using Harpoon.Engine.Client.Api.Images;

namespace Harpoon.Engine.Builds.Remote;

/// <summary>The images that a BuildKit without an engine can be asked for: those that it built, where they went. Base images it has none: it gets them from their registries.</summary>
/// <param name="names">The names of the image that it builds.</param>
/// <param name="find">Finds what a name, or an id, stands for there.</param>
internal sealed class BuilderImages(ImmutableArray<string> names, Func<string, CancellationToken, Task<ImageDetails?>> find) : IEngineImages
{
    private const string Algorithm = "sha256:";

    /// <summary>Takes an image's archive; null if images are not loaded.</summary>
    public Func<Stream, CancellationToken, Task<Stream>>? Load { get; init; }

    /// <summary>None at all.</summary>
    public static BuilderImages None { get; } = new([], (_, _) => Task.FromResult<ImageDetails?>(null));

    public Task<ImageDetails?> FindAsync(string reference, CancellationToken cancellationToken) =>
        names.Contains(reference) || reference.StartsWith(Algorithm, StringComparison.Ordinal)
            ? find(reference, cancellationToken)
            : Task.FromResult<ImageDetails?>(null);

    public Task<Stream> LoadAsync(Stream archive, CancellationToken cancellationToken) =>
        Load is null ? throw new NotSupportedException() : Load(archive, cancellationToken);

    /// <summary>Nothing: no image of it can be named in place of one that is not found.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<ImageDetails>> ListAsync(string label, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Stream> WatchAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task TagAsync(string image, string repository, string tag, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<string>> RemoveAsync(string reference, bool force, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Stream> BuildAsync(
        IReadOnlyList<KeyValuePair<string, string>> query, Stream context, string? logins, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Stream> PullAsync(string repository, string tag, string? platform, string? login, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Stream> PushAsync(string repository, string tag, string? login, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Stream> SaveAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => throw new NotSupportedException();
}
