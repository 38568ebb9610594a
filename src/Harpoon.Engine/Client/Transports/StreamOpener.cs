using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Transports.Ssh;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Transports;

/// <summary>Opens the byte streams to one engine, and holds what they share.</summary>
internal sealed class StreamOpener(Endpoint endpoint, HostEnvironment host) : IAsyncDisposable
{
    private readonly SshTransport? _ssh = endpoint.Address.Scheme == "ssh" ? new SshTransport(endpoint, host) : null;

    /// <summary>Where to. Once a stream was opened, with the host's real name.</summary>
    public Endpoint Endpoint => _ssh?.HostName is { } name ? endpoint with { HostName = name } : endpoint;

    /// <summary>Another one to the same engine.</summary>
    public StreamOpener Again() => new(endpoint, host);

    /// <inheritdoc cref="Transport.OpenAsync"/>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken) => _ssh is null
        ? await Transport.OpenAsync(endpoint, cancellationToken)
        : new EarlyAnswerStream(await _ssh.OpenAsync(cancellationToken));

    public ValueTask DisposeAsync() => _ssh?.DisposeAsync() ?? ValueTask.CompletedTask;
}
