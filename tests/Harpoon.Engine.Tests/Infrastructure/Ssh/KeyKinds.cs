namespace Harpoon.Engine.Tests.Infrastructure.Ssh;

/// <summary>The private keys that Harpoon signs with, as the options of <c>ssh-keygen</c>.</summary>
public sealed class KeyKinds : TheoryData<string[]>
{
    public KeyKinds() : base(
        ["-t", "ed25519"],
        ["-t", "ecdsa", "-b", "256"],
        ["-t", "ecdsa", "-b", "384"],
        ["-t", "ecdsa", "-b", "521"],
        ["-t", "rsa", "-b", "2048"],
        ["-t", "rsa", "-b", "2048", "-m", "PEM"],
        ["-t", "ecdsa", "-m", "PKCS8"])
    {
    }
}
