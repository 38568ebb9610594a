using Harpoon.BuildKit;
using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Sessions;
using Harpoon.Engine.Client;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>Opens a build's two connections in the way that the engine wants them: the session, on which it calls us, and the one on which we call it.</summary>
internal sealed class SessionOpening(IEngine engine)
{
    /// <summary>An engine that is silent or takes nothing is lost to the session in two such parts, and so within <c>$(DockerTimeout)</c>.</summary>
    private readonly TimeSpan _patience = engine.Timeout / 3;

    /// <summary>Whether the engine speaks HTTP/2 from the first byte; the session found it out.</summary>
    private bool _isDirect;

    /// <exception cref="BuildKitException">The engine opened none.</exception>
    public Task<BuildKitSession> OpenAsync(SessionOptions contents, CancellationToken cancellationToken)
    {
        var patient = contents with { Limits = contents.Limits with { IdleBeforePing = _patience, AnswerTimeout = _patience } };
        return LimitAsync(
            async limited =>
            {
                if (engine.Capabilities.IsBuildKit)
                {
                    _isDirect = true;
                    return await BuildKitSession.OpenAsync(new ControlTransport(await engine.OpenStreamAsync(limited)), patient, limited);
                }

                // The newer way announces one method, and BuildKit looks for another before it sends an output.
                var direct = engine.Endpoint.BasePath.Length == 0 && engine.Capabilities.HasBuildKitControl && contents.Export is null ? await TryCallAsync(patient, limited) : null;
                _isDirect = direct is not null;
                return direct ?? await UpgradeAsync(patient, limited);
            },
            cancellationToken);
    }

    /// <summary>Opens the connection to BuildKit's control service, after the session.</summary>
    /// <exception cref="BuildKitException">The engine opened none.</exception>
    public Task<ControlClient> OpenControlAsync(CancellationToken cancellationToken) => LimitAsync(
        async limited =>
        {
            var stream = await engine.OpenStreamAsync(limited);
            return new ControlClient(
                _isDirect ? stream : await new UpgradeTransport(stream, engine.ApiPath).OpenControlAsync(limited),

                // A BuildKit that is no engine's closes a connection on which it is asked often whether it is there. On the session it is asked too.
                engine.Capabilities.IsBuildKit ? null : _patience);
        },
        cancellationToken);

    private async Task<T> LimitAsync<T>(Func<CancellationToken, Task<T>> open, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_patience);
        try
        {
            return await open(limited.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BuildKitException(BuildKitFailure.Stalled, $"The engine opened no session within {_patience.TotalSeconds:0.#} s.", e);
        }
    }

    private async Task<BuildKitSession> UpgradeAsync(SessionOptions contents, CancellationToken cancellationToken) =>
        await BuildKitSession.OpenAsync(
            new UpgradeTransport(await engine.OpenStreamAsync(cancellationToken), engine.ApiPath), contents, cancellationToken);

    /// <summary>
    /// Null if it is refused: what stands between may not let HTTP/2 pass, and the older way is still there.
    /// </summary>
    private async Task<BuildKitSession?> TryCallAsync(SessionOptions contents, CancellationToken cancellationToken)
    {
        try
        {
            return await BuildKitSession.OpenAsync(
                new ControlTransport(await engine.OpenStreamAsync(cancellationToken)), contents, cancellationToken);
        }
        catch (BuildKitException e) when (e.Failure == BuildKitFailure.SessionRefused)
        {
            return null;
        }
    }
}
