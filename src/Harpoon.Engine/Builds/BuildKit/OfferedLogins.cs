using Harpoon.BuildKit.Services;
using Harpoon.Engine.Credentials;

namespace Harpoon.Engine.Builds.BuildKit;

/// <summary>The user's registry credentials, found when the engine asks for one.</summary>
internal sealed class OfferedLogins(RegistryCredentials credentials) : IRegistryLogins
{
    /// <inheritdoc/>
    public async ValueTask<RegistryLogin?> FindAsync(string host, CancellationToken cancellationToken) =>
        await credentials.FindAsync(host).WaitAsync(cancellationToken) is { } found ? new RegistryLogin(found.UserName, found.Secret) : null;
}
