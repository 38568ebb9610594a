using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Transports.Ssh;

/// <summary>
/// Streams to an engine by the user's own <c>ssh</c>, which knows their aliases, keys, agent and known hosts: each is the input and output of
/// <c>docker system dial-stdio</c> on the far side. Nothing is asked at a terminal: a build has none to itself.
/// </summary>
internal sealed class SshTransport(Endpoint endpoint, HostEnvironment host) : IAsyncDisposable
{
    /// <summary>In seconds; the docker CLI's.</summary>
    private const int ConnectTimeout = 30;

    /// <summary>How many streams are started before they are asked for: a run attaches to its container and waits for it.</summary>
    private const int MostAhead = 2;

    private readonly SshTarget _target = SshTarget.Of(endpoint.Address);
    private readonly ConcurrentQueue<SshProcess> _processes = [];
    private readonly SemaphoreSlim _door = new(1);
    private readonly Lock _ending = new();
    private SshSharing? _sharing;
    private string? _program;

    [SuppressMessage("Usage", "CA2213", Justification = "One of the processes, which end together.")]
    private SshProcess? _ahead;

    private int _startedAhead;
    private bool _disposed;

    /// <summary>The real name or address of the far side's host; null until a stream was opened.</summary>
    public string? HostName { get; private set; }

    /// <exception cref="HarpoonException">HRP1030: there is no ssh; HRP1033: its configuration can't be read.</exception>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var sharing = await SharingAsync(cancellationToken);
        if (Interlocked.Exchange(ref _ahead, null) is { HasEnded: false } ahead)
        {
            StartAhead(sharing);
            return new SshStream(ahead, endpoint);
        }

        // Once it has answered there is a connection to share.
        return new SshStream(Start(sharing), endpoint) { Answered = () => StartAhead(sharing) };
    }

    public async ValueTask DisposeAsync()
    {
        lock (_ending)
        {
            _disposed = true;
        }

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

    private SshProcess Start(SshSharing sharing)
    {
        var process = SshProcess.Start(
            _program!,
            ["-o", "BatchMode=yes", "-o", $"ConnectTimeout={ConnectTimeout}", "-T", .. sharing.Arguments, .. _target.Arguments, _target.Command],
            host);
        _processes.Enqueue(process);
        return process;
    }

    /// <summary>
    /// Starts the next stream before it is asked for, where that costs no login. The far side starts a shell and docker for each, which take
    /// longer than a call does.
    /// </summary>
    private void StartAhead(SshSharing sharing)
    {
        lock (_ending)
        {
            if (_disposed || _ahead is not null || !sharing.IsShared || ++_startedAhead > MostAhead)
            {
                return;
            }

            try
            {
                _ahead = Start(sharing);
            }
            catch (IOException)
            {
                // It is started again, and then reported, when it is asked for.
            }
        }
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
