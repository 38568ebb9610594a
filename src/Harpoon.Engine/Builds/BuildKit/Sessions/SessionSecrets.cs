using System.Collections.Immutable;
using Harpoon.BuildKit.Services;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Secrets;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>The project's secrets, read when a step mounts one and kept nowhere.</summary>
internal sealed class SessionSecrets(ImmutableArray<SecretSource> secrets, MissingSecrets missing, HostEnvironment host) : ISecretSource
{
    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (secrets.FirstOrDefault(secret => secret.Name == id) is not { } secret)
        {
            missing.Add(id);
            return new((ReadOnlyMemory<byte>?)null);
        }

        try
        {
            return new(SecretValue.Read(secret, host));
        }
        catch (HarpoonException)
        {
            // It was there when the build started. The engine says which secret it misses, and whether the step can do without.
            return new((ReadOnlyMemory<byte>?)null);
        }
    }
}
