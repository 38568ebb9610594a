using System.Collections.Immutable;
using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Client.Api.Images;

/// <summary>The engine's images.</summary>
public interface IEngineImages
{
    /// <summary>Looks an image up by reference or id; null if there is none: <c>GET /images/{name}/json</c>.</summary>
    Task<ImageDetails?> FindAsync(string reference, CancellationToken cancellationToken);

    /// <summary>The images with a label (<c>key</c> or <c>key=value</c>): <c>GET /images/json</c>.</summary>
    Task<IReadOnlyList<ImageDetails>> ListAsync(string label, CancellationToken cancellationToken);

    /// <summary>Watches the images: <c>GET /events</c>. Something is in the stream when one was made, named, renamed or removed. The caller disposes of it.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EngineRefusedException">The engine did not take it.</exception>
    Task<Stream> WatchAsync(CancellationToken cancellationToken);

    /// <summary>The references of all images that have one: <c>GET /images/json</c>.</summary>
    Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken);

    /// <summary>Gives an image one more name: <c>POST /images/{name}/tag</c>.</summary>
    Task TagAsync(string image, string repository, string tag, CancellationToken cancellationToken);

    /// <summary>Removes a tag, and the image with its last tag: <c>DELETE /images/{name}</c>. An image that is gone already is no error.</summary>
    /// <param name="reference">A reference or an id.</param>
    /// <param name="force">Whether an image goes that has several tags or stopped containers.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was removed, as the engine writes it: <c>Untagged: app:1.0</c>, <c>Deleted: sha256:…</c>.</returns>
    Task<ImmutableArray<string>> RemoveAsync(string reference, bool force, CancellationToken cancellationToken);

    /// <summary>Builds by the classic builder: <c>POST /build</c> with the context as a tar. The answer is the engine's JSON lines, live; a failed step is in them, under status 200.</summary>
    /// <param name="query">The query string's names and values, a name once for each value.</param>
    /// <param name="context">The tar, read while it is sent.</param>
    /// <param name="logins">The registries' credentials, as the header has them; null for none.</param>
    /// <param name="cancellationToken">Aborts the request, which ends the build.</param>
    /// <exception cref="EngineRefusedException">The engine did not take the build.</exception>
    Task<Stream> BuildAsync(
        IReadOnlyList<KeyValuePair<string, string>> query, Stream context, string? logins, CancellationToken cancellationToken);

    /// <summary>Pulls an image: <c>POST /images/create</c>. The answer is the engine's JSON lines, live.</summary>
    /// <param name="repository">The image.</param>
    /// <param name="tag">Its tag or digest.</param>
    /// <param name="platform">For which platform; null for the engine's own.</param>
    /// <param name="login">Its registry's credential, as the header has it; null for none.</param>
    /// <param name="cancellationToken">Ends the pull.</param>
    /// <exception cref="EngineRefusedException">The engine did not take it, or knew at once that it failed.</exception>
    Task<Stream> PullAsync(string repository, string tag, string? platform, string? login, CancellationToken cancellationToken);

    /// <summary>Pushes an image: <c>POST /images/{name}/push</c>. The answer is the engine's JSON lines, live.</summary>
    /// <param name="repository">The image, which says where it goes.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="login">Its registry's credential, as the header has it; null for none.</param>
    /// <param name="cancellationToken">Ends the push.</param>
    /// <exception cref="EngineRefusedException">The engine did not take it, or knew at once that it failed.</exception>
    Task<Stream> PushAsync(string repository, string tag, string? login, CancellationToken cancellationToken);

    /// <summary>Saves an image as an archive: <c>GET /images/{name}/get</c>, or <c>GET /images/get</c> for several names. The answer is a tar, live.</summary>
    /// <param name="names">Its references; one at least.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EngineRefusedException">The engine has it not.</exception>
    Task<Stream> SaveAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Loads the images of an archive: <c>POST /images/load</c>. The answer is the engine's JSON lines, live.</summary>
    /// <param name="archive">A tar, which may be compressed, read while it is sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EngineRefusedException">The engine did not take it.</exception>
    Task<Stream> LoadAsync(Stream archive, CancellationToken cancellationToken);
}
