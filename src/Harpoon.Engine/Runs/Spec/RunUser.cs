using System.Text.Json;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>The user of a run: <c>host</c> is who runs the build, so that the files which it writes into a bind are theirs.</summary>
internal static class RunUser
{
    private const string Caller = "host";

    /// <summary>What a rootless engine's own user is in its containers.</summary>
    private const string Root = "0:0";

    /// <summary>The user as the engine takes it; null leaves the choice to the image.</summary>
    public static async Task<string?> ResolveAsync(
        string? user, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        if (user != Caller)
        {
            return user;
        }

        if (host.User() is not { } caller)
        {
            report.Message(MessageLevel.Normal, $"{OptionNames.RunUser}=host has no effect on Windows, where files belong to the user who runs the engine.");
            return null;
        }

        // A rootless engine runs as its user, and what root in a container writes is that user's; any other uid is a stranger's outside.
        return caller.UserId != 0 && await IsRootlessAsync(engine, cancellationToken) ? Root : caller.ToString();
    }

    private static async Task<bool> IsRootlessAsync(IEngine engine, CancellationToken cancellationToken)
    {
        using var info = await engine.InfoAsync(cancellationToken);
        return info.RootElement is var root
            && ((root.TryGetProperty("SecurityOptions", out var options)
                    && options.ValueKind == JsonValueKind.Array
                    && options.EnumerateArray().Any(option => option.GetString() == "name=rootless"))

                // Podman's own word for it.
                || (root.TryGetProperty("Rootless", out var rootless) && rootless.ValueKind == JsonValueKind.True));
    }
}
