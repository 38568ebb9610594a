using Harpoon.BuildKit.Services;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>The user's registry credentials, found when the engine asks for one that the build may need.</summary>
internal sealed class SessionLogins(RegistryCredentials credentials, LoginScope scope) : IRegistryLogins
{
    /// <inheritdoc/>
    public async ValueTask<RegistryLogin?> FindAsync(string host, CancellationToken cancellationToken)
    {
        if (!await scope.CoversAsync(host, cancellationToken) || await credentials.FindAsync(host).WaitAsync(cancellationToken) is not { } found)
        {
            return null;
        }

        if (found.Secret.Length > 0)
        {
            return new RegistryLogin(found.UserName, found.Secret);
        }

        // BuildKit takes one from a client that proves who it is by a signature, which .NET can't make.
        if (found.RegistryToken is not null)
        {
            credentials.Warn(Diagnostic.Of("HRP5020", host, found.Source));
        }

        return null;
    }
}
