using System.Text;
using Harpoon.BuildKit.Services;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>One secret.</summary>
internal sealed class FixedSecrets(string id, string value) : ISecretSource
{
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string wanted, CancellationToken cancellationToken) =>
        new(wanted == id ? Encoding.UTF8.GetBytes(value) : (ReadOnlyMemory<byte>?)null);
}
