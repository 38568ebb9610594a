namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>How long a test waits for what somebody at a terminal would see: what hangs is killed, and fails its test alone.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>A token that is cancelled with the test, or when patience has run out.</summary>
    public static CancellationToken Token()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Limit);
        return patience.Token;
    }
}
