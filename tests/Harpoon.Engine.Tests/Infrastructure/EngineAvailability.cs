using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Whether the tests' engine answers; asked once.</summary>
internal static class EngineAvailability
{
    private static readonly Lazy<(string? WhyNone, bool IsPodman)> Answer = new(() => Task.Run(AskAsync).GetAwaiter().GetResult());

    /// <summary>Null where an engine answers, else why not.</summary>
    public static string? WhyNone => Answer.Value.WhyNone;

    /// <summary>Whether Podman answers.</summary>
    public static bool IsPodman => Answer.Value.IsPodman;

    /// <summary>Whether that is the rootless one of <c>eng/engine-kinds.sh</c>.</summary>
    public static bool IsRootless { get; } = Environment.GetEnvironmentVariable("HARPOON_TEST_ENGINE") == "podman-rootless";

    private static async Task<(string? WhyNone, bool IsPodman)> AskAsync()
    {
        try
        {
            await using var engine = await TestEngine.ConnectAsync(CancellationToken.None);
            return (null, (await engine.PingAsync(CancellationToken.None)).IsPodman);
        }
        catch (HarpoonException e)
        {
            return ($"No engine answers: {e.Message}", false);
        }
    }
}
