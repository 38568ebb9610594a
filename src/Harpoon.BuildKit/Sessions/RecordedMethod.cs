using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.Sessions;

/// <summary>Keeps what ended a call on our side: the daemon knows only its text, and often reports something vaguer.</summary>
internal sealed class RecordedMethod(IRpcMethod method, Action<BuildKitException> record) : IRpcMethod
{
    /// <inheritdoc/>
    public string Name => method.Name;

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        try
        {
            await method.HandleAsync(call, cancellationToken);
        }
        catch (BuildKitException e)
        {
            record(e);
            throw;
        }
    }
}
