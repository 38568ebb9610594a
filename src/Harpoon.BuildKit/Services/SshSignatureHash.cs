namespace Harpoon.BuildKit.Services;

/// <summary>The hash of an RSA key's signature, as a client of an agent asks for it
/// (<see href="https://datatracker.ietf.org/doc/html/rfc8332"/>).</summary>
public enum SshSignatureHash
{
    /// <summary>SHA-1, which the first version of ssh's signatures has.</summary>
    Sha1,

    /// <summary>SHA-256.</summary>
    Sha256,

    /// <summary>SHA-512.</summary>
    Sha512,
}
