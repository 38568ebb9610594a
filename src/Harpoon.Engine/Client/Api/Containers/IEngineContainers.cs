using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>The engine's containers.</summary>
public interface IEngineContainers
{
    /// <summary>Creates one: <c>POST /containers/create</c>.</summary>
    /// <exception cref="EngineRefusedException">The engine refused: 404 where it lacks the image, 409 where the name is in use.</exception>
    Task<CreatedContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken);

    /// <summary>Attaches to a container's output, and perhaps to its input: <c>POST /containers/{id}/attach</c>. The engine is attached once this returns; what the container writes after that is in the stream, multiplexed unless the container has a terminal.</summary>
    /// <param name="id">The container.</param>
    /// <param name="input">Whether what is written to the stream goes to the container's standard input.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    Task<Stream> AttachAsync(string id, bool input, CancellationToken cancellationToken);

    /// <summary>The same, and first all that the container wrote before, as far as the engine's log driver for it can be read.</summary>
    Task<Stream> AttachWithLogAsync(string id, CancellationToken cancellationToken);

    /// <summary>Starts one: <c>POST /containers/{id}/start</c>.</summary>
    /// <exception cref="EngineRefusedException">Its command can't be started, or the engine can't run it.</exception>
    Task StartAsync(string id, CancellationToken cancellationToken);

    /// <summary>Waits until a started container runs no more, and returns its exit code: <c>POST /containers/{id}/wait</c>.</summary>
    Task<int> WaitAsync(string id, CancellationToken cancellationToken);

    /// <summary>How a container is: <c>GET /containers/{id}/json</c>.</summary>
    Task<ContainerState> InspectAsync(string id, CancellationToken cancellationToken);

    /// <summary>Runs its health check now, which only Podman does when asked: <c>GET /libpod/containers/{id}/healthcheck</c>.</summary>
    /// <returns><c>healthy</c>, or what it is else.</returns>
    Task<string> RunHealthCheckAsync(string id, CancellationToken cancellationToken);

    /// <summary>Sends its stop signal, then SIGKILL, and returns when it runs no more: <c>POST /containers/{id}/stop</c>. One that is not running is no error.</summary>
    /// <param name="id">The container.</param>
    /// <param name="timeout">How long between the two, in whole seconds.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer; the engine goes on.</param>
    Task StopAsync(string id, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Sends SIGKILL: <c>POST /containers/{id}/kill</c>. One that is not running is no error.</summary>
    Task KillAsync(string id, CancellationToken cancellationToken);

    /// <summary>Sends a signal: <c>POST /containers/{id}/kill</c>. One that is not running is no error.</summary>
    /// <param name="id">The container.</param>
    /// <param name="signal">The signal's name, as <c>SIGINT</c>.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    Task SignalAsync(string id, string signal, CancellationToken cancellationToken);

    /// <summary>Sets the size of a running container's terminal: <c>POST /containers/{id}/resize</c>.</summary>
    /// <exception cref="EngineRefusedException">It does not run, or not yet.</exception>
    Task ResizeAsync(string id, TerminalSize size, CancellationToken cancellationToken);

    /// <summary>Gives one another name: <c>POST /containers/{id}/rename</c>.</summary>
    /// <exception cref="EngineRefusedException">409: the name is in use.</exception>
    Task RenameAsync(string id, string name, CancellationToken cancellationToken);

    /// <summary>Whether a container, running or not, has a file or folder: <c>HEAD /containers/{id}/archive</c>. What is in memory, as <c>/proc</c> or a tmpfs, is not seen.</summary>
    Task<bool> HasPathAsync(string id, string path, CancellationToken cancellationToken);

    /// <summary>Removes one with its anonymous volumes, running or not: <c>DELETE /containers/{id}</c>. One that is gone already is no error.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>A file or folder of a container, running or not, as a tar: <c>GET /containers/{id}/archive</c>. The caller disposes of it.</summary>
    /// <param name="id">The container.</param>
    /// <param name="path">The path in the container, from its root; one that ends in <c>/.</c> is what is in a folder.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EngineRefusedException">404: it is not there.</exception>
    Task<ContainerArchive> ReadArchiveAsync(string id, string path, CancellationToken cancellationToken);

    /// <summary>Unpacks a tar into a container, running or not, as root: <c>PUT /containers/{id}/archive</c>.</summary>
    /// <param name="id">The container.</param>
    /// <param name="path">A folder that is there, from the container's root.</param>
    /// <param name="tar">The tar, read while it is sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EngineRefusedException">The folder is not there, or is read-only.</exception>
    Task WriteArchiveAsync(string id, string path, Stream tar, CancellationToken cancellationToken);

    /// <summary>The containers, running or not, with a label (<c>key</c> or <c>key=value</c>): <c>GET /containers/json</c>.</summary>
    Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken);

    /// <summary>The containers for which the host listens at a port. Podman can't be asked for that.</summary>
    /// <exception cref="EngineRefusedException">The engine knows no such question.</exception>
    Task<IReadOnlyList<LabelledObject>> ListPublishingAsync(int hostPort, string protocol, CancellationToken cancellationToken);

    /// <summary>The containers, running or not, of an image.</summary>
    /// <param name="imageId">The image's id, a digest.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<LabelledObject>> ListOfImageAsync(string imageId, CancellationToken cancellationToken);
}
