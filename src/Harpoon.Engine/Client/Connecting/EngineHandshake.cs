using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Client.Transports;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting;

/// <summary>Connects to an endpoint and agrees on a version of the API, in one round trip.</summary>
/// <param name="host">Whose programs connect, where a program does.</param>
/// <param name="requested">The version that the user wants; null for the newest that both sides speak.</param>
/// <param name="timeout">How long one answer of the engine may take, later on as well.</param>
internal sealed class EngineHandshake(HostEnvironment host, Version? requested, TimeSpan timeout)
{
    /// <param name="endpoint">Where to connect to.</param>
    /// <param name="patience">How long to wait for the first answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="HarpoonException">Something answered, but not as an engine that can be talked to.</exception>
    /// <exception cref="TimeoutException">Nothing answered in time.</exception>
    public async Task<ConnectedEngine> ConnectAsync(Endpoint endpoint, TimeSpan patience, CancellationToken cancellationToken)
    {
        var opener = new StreamOpener(endpoint, host);
        var http = EngineConnection.HttpTo(opener, timeout);
        try
        {
            var answer = await PingAsync(http, endpoint, patience, cancellationToken);
            var ping = PingAnswer.Read(answer, endpoint, requested);
            return new ConnectedEngine(
                new EngineConnection(opener, ping, ApiVersions.Agree(ping.ApiVersion, requested, endpoint), timeout, http));
        }
        catch (Exception e)
        {
            await http.DisposeAsync();
            await opener.DisposeAsync();
            if (e is IOException && endpoint.Tls is { } tls)
            {
                // In TLS 1.3 a server looks at the client's certificate after the client's handshake is done: its refusal meets the first call.
                var used = tls.CertificatePath ?? DiagnosticTexts.Format("HRP1023.None");
                var cause = e.InnerException is null or HttpRequestException or HttpIOException ? e : e.InnerException;
                throw new HarpoonException(Diagnostic.Of("HRP1023", endpoint, cause.Message.TrimEnd('.'), used), e);
            }

            throw;
        }
    }

    /// <summary>The engine that answered before: nothing is said to it.</summary>
    public ConnectedEngine Answered(Endpoint endpoint, EnginePing ping) =>
        new(EngineConnection.To(new StreamOpener(endpoint, host), ping, ApiVersions.Agree(ping.ApiVersion, requested, endpoint), timeout));

    private async Task<EngineHttpAnswer> PingAsync(EngineHttp http, Endpoint endpoint, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(patience);
        try
        {
            // An engine refuses a version that it doesn't speak in the answer to a ping of that version.
            return await http.GetAsync(endpoint.BasePath + (requested is null ? "/_ping" : $"/v{requested.ToString(2)}/_ping"), limited.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(DiagnosticTexts.Format("Detail.Timeout", patience.TotalSeconds), e);
        }
    }
}
