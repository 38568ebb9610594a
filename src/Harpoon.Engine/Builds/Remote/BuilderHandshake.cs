using Harpoon.BuildKit;
using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Grpc;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Remote.Transports;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Remote;

/// <summary>Asks a BuildKit for its worker, before anything is sent to it: that shows whether it is one.</summary>
internal static class BuilderHandshake
{
    /// <param name="transport">The way to it.</param>
    /// <param name="address">As it was written.</param>
    /// <param name="patience">How long the answer may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="HarpoonException">HRP3231–HRP3237: there is no BuildKit that can be used.</exception>
    public static async Task<Worker> AskAsync(IBuilderTransport transport, BuilderAddress address, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(patience);
        SniffedStream? connection = null;
        try
        {
            connection = new SniffedStream(await transport.OpenAsync(limited.Token));
            await using var control = new ControlClient(connection);
            return await control.ListWorkersAsync(limited.Token) is [var worker, ..] ? worker : throw new HarpoonException(address.Problem("HRP3234", DiagnosticTexts.Format("HRP3234.NoWorker")));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HarpoonException(address.Problem("HRP3231", DiagnosticTexts.Format("Detail.Timeout", patience.TotalSeconds)), e);
        }
        catch (RpcException e)
        {
            throw new HarpoonException(address.Problem("HRP3233", e.Message.TrimEnd('.')), e);
        }
        catch (BuildKitException e)
        {
            throw Of(e, connection, transport, address);
        }
    }

    private static HarpoonException Of(BuildKitException exception, SniffedStream? connection, IBuilderTransport transport, BuilderAddress address) =>
        connection?.Failure is { } known ? known
        : connection?.SawTls == true ? new(address.Problem("HRP3232", DiagnosticTexts.Format("HRP3232.Wanted")), exception)
        : connection?.SawHttp1 == true ? new(address.Problem("HRP3233", DiagnosticTexts.Format("HRP3233.Http1")), exception)
        : connection?.SawNothing == true && address.CertPath is null && transport is NetworkTransport { IsPort: true }
            ? new(address.Problem("HRP3232", DiagnosticTexts.Format("HRP3232.Closed")), exception)

        // In TLS 1.3 a server looks at the client's certificate after the client's handshake is done: its refusal meets the first call.
        : address.CertPath is not null && exception.Failure == BuildKitFailure.ConnectionLost
            ? new(address.Problem("HRP3232", DiagnosticTexts.Format("HRP3232.Refused", exception.Message.TrimEnd('.'))).AboutProperty(OptionNames.BuilderCertPath), exception)
        : transport.NotBuildKit(exception.Message.TrimEnd('.'));
}
