using System.Text;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Sessions;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Secrets;
using Harpoon.Engine.Context;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>What a build's session holds for the engine.</summary>
internal static class SessionContents
{
    /// <summary>
    /// The context is offered as it was scanned, with all that a <c>.dockerignore</c> leaves out gone already. So the engine is shown one that leaves nothing out, in
    /// the place where it looks first: what comes from elsewhere is sent, whatever the folder's own says.
    /// </summary>
    private const string IgnoreFileText = "# Nothing more is left out.\n";

    /// <param name="plan">What is built.</param>
    /// <param name="context">Its context.</param>
    /// <param name="host">Where secrets and agents are.</param>
    /// <param name="logins">The registry logins that the engine may have.</param>
    /// <param name="missing">Is given the secrets that are asked for and not offered.</param>
    public static SessionOptions Of(ImageBuildPlan plan, ContextTree context, HostEnvironment host, SessionLogins logins, MissingSecrets missing)
    {
        var request = plan.Request;
        return new SessionOptions
        {
            Name = request.Name,
            SharedKey = SharedKey.Of(host.MachineName, host.CurrentDirectory, request.Name, plan.Context.Folder),
            Folders = new Dictionary<string, IFileTree>
            {
                ["context"] = context,
                ["dockerfile"] = new MemoryTree(
                [
                    new(ContextContents.ServedDockerfile, request.Dockerfile.Bytes),
                    new($"{ContextContents.ServedDockerfile}.dockerignore", Encoding.UTF8.GetBytes(IgnoreFileText)),
                ]),
            },
            Logins = logins,
            Secrets = new SessionSecrets(request.Secrets, missing, host),
            SshAgents = request.SshForwards.ToDictionary(
                forward => forward.Id, forward => ForwardedAgent.Of(forward, host)),
        };
    }
}
