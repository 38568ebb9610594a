using Harpoon.BuildKit.Services;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Secrets;

/// <summary>The agent that an item offers: another process behind its socket, or keys that this process signs with.</summary>
internal static class ForwardedAgent
{
    /// <exception cref="HarpoonException">HRP3057: there is no agent; HRP3058, HRP3059: a key can't be used; HRP3060: both are named.</exception>
    public static ISshAgent Of(SshForward forward, HostEnvironment host) => forward switch
    {
        { KeyFiles.IsEmpty: true } => new UnixSshAgent(AgentSocket.PathOf(forward, host)),
        { Socket: not null } => throw new HarpoonException(Diagnostic.Of("HRP3060", forward.Id)),
        _ => new KeyAgent([.. forward.KeyFiles.Select(file => SshKeyFile.Read(forward.Id, host.FullPath(file), host))]),
    };
}
