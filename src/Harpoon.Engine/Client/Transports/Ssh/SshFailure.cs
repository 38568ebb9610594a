using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Transports.Ssh;

/// <summary>Says what is wrong where <c>ssh</c> ended before the engine said anything.</summary>
internal static class SshFailure
{
    private const int NotFound = 127;

    public static HarpoonException Of(SshEnd end, Endpoint endpoint)
    {
        var code = end.ExitCode == SshEnd.NoConnection ? CodeOfConnection(end)
            : end.ExitCode == NotFound || end.Says("command not found") || end.Says("is not recognized") ? "HRP1034"
            : "HRP1035";
        return new(Diagnostic.Of(code, endpoint, end.LastOutput, SshTarget.Of(endpoint.Address)));
    }

    private static string CodeOfConnection(SshEnd end) =>
        end.Says("host key verification failed") || end.Says("host key is known") ? "HRP1031"
        : end.Says("permission denied (") || end.Says("too many authentication failures") ? "HRP1032"
        : "HRP1033";
}
