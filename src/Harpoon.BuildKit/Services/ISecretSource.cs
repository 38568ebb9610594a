namespace Harpoon.BuildKit.Services;

/// <summary>Where a build's secrets come from.</summary>
public interface ISecretSource
{
    /// <summary>A secret's bytes; null if there is none of this id.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string id, CancellationToken cancellationToken);
}
