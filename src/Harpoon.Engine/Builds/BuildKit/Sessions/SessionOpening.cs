using Harpoon.BuildKit;
using Harpoon.BuildKit.Sessions;
using Harpoon.Engine.Client;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>Opens a build's session in the way that the engine wants it.</summary>
internal sealed class SessionOpening(IEngine engine)
{
    /// <summary>An engine that is silent or takes nothing is lost to the session in two such parts, and so within <c>$(DockerTimeout)</c>.</summary>
    private readonly TimeSpan _patience = engine.Timeout / 3;

    /// <exception cref="BuildKitException">The engine opened none.</exception>
    public async Task<BuildKitSession> OpenAsync(SessionOptions contents, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_patience);
        var patient = contents with { Limits = contents.Limits with { IdleBeforePing = _patience, AnswerTimeout = _patience } };
        try
        {
            return engine.Endpoint.BasePath.Length == 0 && engine.Capabilities.HasBuildKitControl && await TryCallAsync(patient, limited.Token) is { } session
                ? session
                : await UpgradeAsync(patient, limited.Token);
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
