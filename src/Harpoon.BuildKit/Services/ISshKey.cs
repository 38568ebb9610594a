namespace Harpoon.BuildKit.Services;

/// <summary>A private key that never leaves its owner: it signs.</summary>
public interface ISshKey
{
    /// <summary>The public half, as ssh writes it: the kind of key and its numbers.</summary>
    ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>What people call the key.</summary>
    string Comment { get; }

    /// <summary>Signs, and answers with the kind of signature and its bytes, as ssh writes them; null if the key can't sign so.</summary>
    /// <param name="data">What to sign.</param>
    /// <param name="hash">Which hash an RSA key takes; other keys have one of their own.</param>
    byte[]? Sign(ReadOnlySpan<byte> data, SshSignatureHash hash);
}
