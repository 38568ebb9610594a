using Harpoon.BuildKit.Control;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Builds.Remote;

/// <summary>What a BuildKit can do, by its version.</summary>
internal static class BuilderCapabilities
{
    private const int Major = 0;

    /// <summary>The first that reports its version, and attests images.</summary>
    private static readonly Version First = new(Major, 11);

    private static readonly Version FirstToRewriteTimestamps = new(Major, 13);

    private static readonly Version FirstToKeepPlatformArguments = new(Major, 14);

    /// <summary>What it can do; null if it is too old.</summary>
    public static EngineCapabilities? Of(Worker worker) => NumberOf(worker.Version) is not { } version ? null : new EngineCapabilities
    {
        IsBuildKit = true,
        ReportsNames = false,
        RewritesTimestamps = version >= FirstToRewriteTimestamps,
        KeepsPlatformArguments = version >= FirstToKeepPlatformArguments,
    };

    /// <summary>The version; null if it is too old. One that was built without a version (<c>v0.0.0+unknown</c>, or nothing) counts as new.</summary>
    private static Version? NumberOf(string? text)
    {
        var number = Version.TryParse((text ?? "").TrimStart('v').Split('-', '+')[0], out var parsed) && parsed > new Version(Major, Major, Major) ? parsed : new Version(Major, int.MaxValue);
        return text is not null && number >= First ? number : null;
    }
}
