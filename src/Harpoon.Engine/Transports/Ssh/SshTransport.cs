using System.Collections.Concurrent;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Endpoints;
using Harpoon.Engine.Hosting;

namespace Harpoon.Engine.Transports.Ssh;

/// <summary>
/// Streams to an engine by the user's own <c>ssh</c>, which knows their aliases, keys, agent and known hosts: each is the input and output of
/// <c>docker system dial-stdio</c> on the far side. Nothing is asked at a terminal: a build has none to itself.
/// </summary>
internal sealed class SshTransport(Endpoint endpoint, HostEnvironment host) : IAsyncDisposable
{
    /// <summary>In seconds; the docker CLI's.</summary>
    private const int ConnectTimeout = 30;

    private readonly SshTarget _target = SshTarget.Of(endpoint.Address);
    private readonly ConcurrentQueue<SshProcess> _processes = [];
    private readonly SemaphoreSlim _door = new(1);
    private SshSharing? _sharing;
    private string? _program;

    /// <summary>The real name or address of the far side's host; null until a stream was opened.</summary>
    public string? HostName { get; private set; }

    /// <exception cref="HarpoonException">HRP1030: there is no ssh; HRP1033: its configuration can't be read.</exception>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var sharing = await SharingAsync(cancellationToken);
        var process = SshProcess.Start(
            _program!,
            ["-o", "BatchMode=yes", "-o", $"ConnectTimeout={ConnectTimeout}", "-T", .. sharing.Arguments, .. _target.Arguments, _target.Command],
            host);
        _processes.Enqueue(process);
        return new SshStream(process, endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        while (_processes.TryDequeue(out var process))
        {
            await process.DisposeAsync();
        }

        if (_sharing is not null)
        {
            await _sharing.DisposeAsync();
        }

        _door.Dispose();
    }

    private async Task<SshSharing> SharingAsync(CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        try
        {
            _program ??= host.Program("ssh") ?? throw new HarpoonException(Diagnostic.Of("HRP1030", endpoint));
            if (_sharing is null)
            {
                var settings = await SshSettings.AskAsync(_program, _target, endpoint, host, cancellationToken);
                HostName = settings.HostName;
                _sharing = SshSharing.Of(_program, _target, settings, host);
            }

            return _sharing;
        }
        finally
        {
            _door.Release();
        }
    }
}
