using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Whether the tests' engine answers; asked once.</summary>
internal static class EngineAvailability
{
    private static readonly Lazy<string?> Reason = new(() => Task.Run(AskAsync).GetAwaiter().GetResult());

    /// <summary>Null where an engine answers, else why not.</summary>
    public static string? WhyNone => Reason.Value;

    private static async Task<string?> AskAsync()
    {
        try
        {
            await using var engine = await TestEngine.ConnectAsync(CancellationToken.None);
            return null;
        }
        catch (HarpoonException e)
        {
            return $"No engine answers: {e.Message}";
        }
    }
}
