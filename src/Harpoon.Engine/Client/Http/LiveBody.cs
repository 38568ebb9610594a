using System.Runtime.ExceptionServices;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Http;

/// <summary>A live answer's body, as it comes. Disposing of it closes the connection, which ends the call.</summary>
/// <param name="content">The body.</param>
/// <param name="connection">The connection that it alone uses; null if the client sees to that.</param>
internal sealed class LiveBody(Stream content, IDisposable? connection = null) : ReadOnlyStream
{
    /// <exception cref="IOException">The body is cut short, or its chunks are none.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            ExceptionDispatchInfo.Throw(EngineHttpFailure.Translated(e, DiagnosticTexts.Format("Detail.CutShort")));
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Before the client's stream is disposed of, which would read on for the answer's end.
            connection?.Dispose();
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
