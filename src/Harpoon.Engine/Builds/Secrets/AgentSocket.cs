using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Secrets;

/// <summary>Finds the socket of an ssh agent.</summary>
internal static class AgentSocket
{
    /// <exception cref="HarpoonException">HRP3057: none is named, or it is not there.</exception>
    public static string PathOf(SshForward forward, HostEnvironment host)
    {
        var named = forward.Socket ?? host.Value(SshForward.Variable);
        var path = named is null ? null : host.FullPath(named);
        return File.Exists(path)
            ? path
            : throw new HarpoonException(Diagnostic.Of("HRP3057", forward.Id, path ?? $"{SshForward.Variable} is not set"));
    }
}
