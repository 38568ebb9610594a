namespace Harpoon.Engine.Runs;

/// <summary>
/// The token of the calls that make and start a container. A cancelled run lets them come to their end for a while: a creation whose answer
/// nobody read leaves a container that nobody knows.
/// </summary>
internal sealed class CreationToken : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _late = new();
    private readonly CancellationTokenRegistration _onCancel;

    public CreationToken(CancellationToken cancellationToken) =>
        _onCancel = cancellationToken.Register(() => _late.CancelAfter(Grace));

    public CancellationToken Token => _late.Token;

    public void Dispose()
    {
        _onCancel.Dispose();
        _late.Dispose();
    }
}
