using Org.BouncyCastle.Math.EC.Rfc8032;
using Org.BouncyCastle.Security;

namespace Harpoon.Engine.Builds.Secrets;

/// <summary>An Ed25519 key of one build, which .NET has no means for.</summary>
internal sealed class TokenKey
{
    private readonly byte[] _secret = new byte[Ed25519.SecretKeySize];
    private readonly byte[] _public = new byte[Ed25519.PublicKeySize];

    public TokenKey()
    {
        Ed25519.GeneratePrivateKey(new SecureRandom(), _secret);
        Ed25519.GeneratePublicKey(_secret, 0, _public, 0);
    }

    public ReadOnlyMemory<byte> Public => _public;

    public ReadOnlyMemory<byte> Sign(ReadOnlySpan<byte> message)
    {
        var (content, signature) = (message.ToArray(), new byte[Ed25519.SignatureSize]);
        Ed25519.Sign(_secret, 0, content, 0, content.Length, signature, 0);
        return signature;
    }
}
