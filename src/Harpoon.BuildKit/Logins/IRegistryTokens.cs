namespace Harpoon.BuildKit.Logins;

/// <summary>
/// Tokens of registries that are given to the daemon in place of a password. It accepts them from a client that signs with a key of its own, so that it knows by the
/// key whose tokens it keeps.
/// </summary>
public interface IRegistryTokens
{
    /// <summary>The Ed25519 key of this client: 32 bytes.</summary>
    ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Signs with that key: 64 bytes.</summary>
    ReadOnlyMemory<byte> Sign(ReadOnlySpan<byte> message);

    /// <summary>The token for a registry, as BuildKit names it; null if there is none.</summary>
    ValueTask<string?> FindAsync(string host, CancellationToken cancellationToken);
}
